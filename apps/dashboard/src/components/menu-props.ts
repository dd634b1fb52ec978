/** Menus stay inside the landmark of their button, and hold nothing but their items, as assistive technology expects. */
export const menuProps = { withinPortal: false, withInitialFocusPlaceholder: false } as const
