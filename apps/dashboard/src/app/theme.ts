import { type CSSVariablesResolver, createTheme } from '@mantine/core'

/** The header of a dialog is no landmark of the page. */
const plainHeader = { header: { role: 'presentation' } }

export const theme = createTheme({
  primaryColor: 'lagoon',
  primaryShade: { light: 7, dark: 6 },
  colors: {
    lagoon: [
      '#eefaf7',
      '#d5f2ea',
      '#aee4d7',
      '#7fd0be',
      '#4fb7a4',
      '#2b9b88',
      '#17806f',
      '#0f6a5d',
      '#0d564c',
      '#0a443d',
    ],
    gray: [
      '#f7f9f9',
      '#eff3f2',
      '#e3e9e8',
      '#d4dcdb',
      '#bfc9c8',
      '#8f9c9b',
      '#5a6867',
      '#465352',
      '#313c3b',
      '#1d2726',
    ],
    dark: [
      '#dfe7e6',
      '#b9c5c4',
      '#97a5a4',
      '#788685',
      '#36423f',
      '#29332f',
      '#1e2724',
      '#141b19',
      '#0f1513',
      '#0a0f0d',
    ],
    violet: [
      '#f4f0ff',
      '#e9e1ff',
      '#d3c4ff',
      '#bba3fb',
      '#a283f2',
      '#8a66e4',
      '#7650d1',
      '#653fbb',
      '#54329f',
      '#3f2479',
    ],
  },
  black: '#17211f',
  fontFamily: "'Inter Variable', 'Plex Thai', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontWeight: '600' },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  radius: { sm: '6px', md: '8px', lg: '12px' },
  defaultRadius: 'md',
  breakpoints: { xs: '36em', sm: '50em', md: '62em', lg: '75em', xl: '88em' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  // Plain objects: importing the components here would put all of them into the first page.
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Button: { defaultProps: { loaderProps: { type: 'dots' } } },
    Drawer: { defaultProps: { attributes: plainHeader } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 150 }, attributes: plainHeader },
    },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right' } },
  },
})

const redWithWhiteText = {
  '--mantine-color-red-filled': '#c92a2a',
  '--mantine-color-red-filled-hover': '#b02525',
}

/** Where Mantine's own choices fall short of 4.5:1, or cannot be told from the page. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...redWithWhiteText,
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-orange-light-color': '#8a4b00',
  },
  dark: {
    ...redWithWhiteText,
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-lagoon-light': '#12382f',
    '--mantine-color-lagoon-light-hover': '#17463b',
    '--mantine-color-lagoon-light-color': 'var(--mantine-color-lagoon-1)',
  },
})
