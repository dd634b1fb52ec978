/** As the keyboard in front of the reader names them. */
export const paletteKeys = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '') ? '⌘K' : 'Ctrl+K'
