import type { PanelStart } from '../shared/handover.ts'
import { startPanel } from './start-panel.ts'

// The loader listens on the script element that brought this code.
document.currentScript?.dispatchEvent(new CustomEvent<PanelStart>('minichat', { detail: startPanel }))
