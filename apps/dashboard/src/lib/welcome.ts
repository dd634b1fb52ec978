import { createStored } from './stored.ts'

/** Whether the first steps are still to be shown: due after set-up, until dismissed. */
export const welcomeStore = createStored<'none' | 'due' | 'done'>('minichat.welcome', () => 'none')
