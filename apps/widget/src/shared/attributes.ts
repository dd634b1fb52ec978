export function setAttributes(element: Element, attributes: Record<string, string | number | boolean>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`)
}
