import { setAttributes } from './attributes.ts'

const svgNamespace = 'http://www.w3.org/2000/svg'

/**
 * An icon of the Tabler set by the paths of its 24 px drawing. Built node by node: pages that require trusted types
 * refuse markup. Hidden from screen readers: the button around it has the name.
 */
export function icon(path: string, size = 20): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg')
  setAttributes(svg, {
    width: size,
    height: size,
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': true,
  })
  setAttributes(svg.appendChild(document.createElementNS(svgNamespace, 'path')), { d: path })
  return svg
}
