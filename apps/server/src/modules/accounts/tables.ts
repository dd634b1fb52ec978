import type { TableDeclaration } from '../../platform/module.ts'

export const tables: TableDeclaration[] = [
  {
    name: 'users',
    scope: 'global',
    personalData: [{ columns: ['email', 'name', 'password_hash', 'locale'], of: 'member' }],
  },
  { name: 'user_sessions', scope: 'global', personalData: [{ columns: ['user_agent', 'address'], of: 'member' }] },
  { name: 'setup_links', scope: 'global', personalData: [] },
  { name: 'memberships', scope: 'tenant', personalData: [{ columns: ['user_id'], of: 'member' }] },
]
