type Rgb = [number, number, number]

/** The surfaces that coloured text stands on, as in panel.css (`--soft`). */
const lightSurface: Rgb = [241, 243, 245]
const darkSurface: Rgb = [37, 41, 46]

/** The owner's colour made readable: what stands on it, and the colour as text on light and on dark. */
export function paletteOf(accentColor: string) {
  const hex = /^#([\da-f]{6})$/i.exec(accentColor)?.[1] ?? '0f766e'
  const accent = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb
  return {
    accent: css(accent),
    // Of black and white one always reaches 4.5:1, as long as black is pure.
    onAccent: contrast(accent, [255, 255, 255]) >= 4.5 ? '#fff' : '#000',
    accentOnLight: css(readable(accent, lightSurface, 0)),
    accentOnDark: css(readable(accent, darkSurface, 255)),
  }
}

/** Mixed with `toward` (0 black, 255 white) just as far as 4.5:1 on the surface needs. */
function readable(color: Rgb, surface: Rgb, toward: number): Rgb {
  let mixed = color
  for (let share = 0.1; contrast(mixed, surface) < 4.5 && share < 1; share += 0.1) {
    mixed = color.map((part) => Math.round(part + (toward - part) * share)) as Rgb
  }
  return mixed
}

/** Ratio as WCAG 2 defines it: 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const css = (color: Rgb) => `rgb(${color.join()})`
