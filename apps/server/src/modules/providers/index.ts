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
