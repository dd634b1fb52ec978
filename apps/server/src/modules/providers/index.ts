export { capTexts } from './cost/cap-texts.ts'
export { createCostModule } from './cost/index.ts'
export { CapReached, meteredStream, type ToldUsage } from './cost/metered-stream.ts'
export type {
  AiSettings,
  Asked,
  CapScope,
  ChatTurn,
  Meter,
  ModelCall,
  ModelProvider,
  ModelUsage,
  ProviderKind,
  Reservation,
} from './types.ts'
export { ProviderFailed } from './types.ts'
