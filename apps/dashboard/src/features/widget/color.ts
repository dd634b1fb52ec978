/** @returns the three parts of `#rrggbb`, each 0 to 1 and linear in light; null for anything else. */
function linearParts(hex: string): [number, number, number] | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  if (!match) return null
  const linear = (part: string | undefined) => {
    const value = Number.parseInt(part ?? '0', 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [linear(match[1]), linear(match[2]), linear(match[3])]
}

/** Relative luminance as WCAG defines it. */
function luminance(hex: string): number | null {
  const parts = linearParts(hex)
  return parts && 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
}

export const isHexColor = (value: string) => linearParts(value) !== null

/** White or black text on a colour, chosen as the widget does, and the contrasts that follow. */
export function contrastsOf(hex: string): { text: 'white' | 'black'; textRatio: number; pageRatio: number } | null {
  const light = luminance(hex)
  if (light === null) return null
  const onWhite = 1.05 / (light + 0.05)
  const onBlack = (light + 0.05) / 0.05
  return onWhite >= 4.5
    ? { text: 'white', textRatio: onWhite, pageRatio: onWhite }
    : { text: 'black', textRatio: onBlack, pageRatio: onWhite }
}
