import type { OperatedWorkspaceState, PlanName, UserState } from '@minichat/contracts'

// Written out: the contracts themselves would come into the first page with the router.
const planNames: readonly PlanName[] = ['free', 'pro', 'business']
const userStates: readonly UserState[] = ['operator', 'locked', 'unverified']

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value)
const words = (value: unknown) => (typeof value === 'string' && value !== '' ? { search: value.slice(0, 200) } : {})

export type UserSearch = { search?: string; state?: UserState }
export function readUserSearch({ search, state }: Record<string, unknown>): UserSearch {
  const known = oneOf(userStates, state)
  return { ...words(search), ...(known ? { state: known } : {}) }
}

const workspaceStates: readonly OperatedWorkspaceState[] = ['locked', 'sample', 'deleted']
export type WorkspaceSearch = { search?: string; plan?: PlanName; state?: OperatedWorkspaceState }
export function readWorkspaceSearch({ search, plan, state }: Record<string, unknown>): WorkspaceSearch {
  const knownPlan = oneOf(planNames, plan)
  const knownState = oneOf(workspaceStates, state)
  return { ...words(search), ...(knownPlan ? { plan: knownPlan } : {}), ...(knownState ? { state: knownState } : {}) }
}
