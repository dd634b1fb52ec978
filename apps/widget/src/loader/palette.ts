type Rgb = [number, number, number]

/** The surfaces that coloured text stands on, as in panel.css (`--soft`). */
const lightSurface: Rgb = [241, 243, 245]
const darkSurface: Rgb = [37, 41, 46]

/** The owner's colour made readable, as custom properties: what stands on it, and itself as text on light and on dark. */
export function paletteOf(accentColor: string) {
  const hex = /^#([\da-f]{6})$/i.exec(accentColor)?.[1] ?? '0f766e'
  const accent = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb
  return {
    '--accent': css(accent),
    // Of black and white one always reaches 4.5:1, as long as black is pure.
    '--on-accent': contrast(accent, [255, 255, 255]) >= 4.5 ? '#fff' : '#000',
    '--accent-on-light': css(readable(accent, lightSurface, 0)),
    '--accent-on-dark': css(readable(accent, darkSurface, 255)),
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
  const ratio = (luminance(a) + 0.05) / (luminance(b) + 0.05)
  return ratio < 1 ? 1 / ratio : ratio
}

function luminance(color: Rgb): number {
  const shares = color.map((part) => (part > 10 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 255 / 12.92)) as Rgb
  return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]
}

const css = (color: Rgb) => `rgb(${color})`
