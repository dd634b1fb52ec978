import { icon } from '../shared/icon.ts'

const circle = 'M3 12a9 9 0 1 0 18 0a9 9 0 0 0 -18 0'
const face = `${circle}M9 10h.01M15 10h.01M9 `

/** Drawings after the Tabler set, 24 px, with as few points as they need. */
const paths = {
  close: 'M18 6l-12 12M6 6l12 12',
  send: 'M12 5v14M18 11l-6 -6l-6 6',
  end: 'M12 5v14M18 13l-6 6l-6 -6',
  up: 'M3 11h4l4 -8h2v7h7l-2 10h-15z',
  down: 'M3 13h4l4 8h2v-7h7l-2 -10h-15z',
  ai: 'M15 3a6 6 0 0 0 6 6a6 6 0 0 0 -6 6a6 6 0 0 0 -6 -6a6 6 0 0 0 6 -6M6 14a3 3 0 0 0 3 3a3 3 0 0 0 -3 3a3 3 0 0 0 -3 -3a3 3 0 0 0 3 -3',
  person: 'M8 7a4 4 0 1 0 8 0a4 4 0 0 0 -8 0M6 21v-2a4 4 0 0 1 4 -4h4a4 4 0 0 1 4 4v2',
  more: 'M12 5v.01M12 12v.01M12 19v.01',
  stop: 'M6 6h12v12h-12z',
  clock: `${circle}M12 7v5l3 3`,
  bad: `${face}16a4 4 0 0 1 6 0`,
  okay: `${face}15h6`,
  good: `${face}14a4 4 0 0 0 6 0`,
  check: 'M5 12l5 5l10 -10',
  checks: 'M7 12l5 5l10 -10M2 12l5 5M12 12l5 -5',
  copy: 'M8 8h12v12h-12zM16 8v-4h-12v12h4',
  edit: 'M4 20h4l12 -12l-4 -4l-12 12zM13 7l4 4',
  remove: 'M4 7h16M6 7l1 13h10l1 -13M9 7v-3h6v3M10 11v5M14 11v5',
  again: 'M20 11a8 8 0 0 0 -15 -2M4 5v4h4M4 13a8 8 0 0 0 15 2M20 19v-4h-4',
  sound: 'M4 9v6h3l5 4v-14l-5 4zM15 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12',
  bell: 'M6 17v-6a6 6 0 0 1 12 0v6M4 17h16M10 21h4',
  shield: 'M12 3l8 3v5a9 9 0 0 1 -8 10a9 9 0 0 1 -8 -10v-5z',
  alert: `${circle}M12 8v4M12 16h.01`,
}

export type IconName = keyof typeof paths

export const draw = (name: IconName, size?: number) => icon(paths[name], size)
