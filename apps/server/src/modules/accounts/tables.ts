import type { TableDeclaration } from '../../platform/module.ts'

export const tables: TableDeclaration[] = [
  {
    name: 'users',
    scope: 'global',
    personalData: [
      {
        columns: ['email', 'username', 'name', 'password_hash', 'locale', 'time_zone', 'pending_workspace'],
        of: 'member',
      },
    ],
  },
  { name: 'user_sessions', scope: 'global', personalData: [{ columns: ['user_agent', 'address'], of: 'member' }] },
  { name: 'password_history', scope: 'global', personalData: [{ columns: ['password_hash'], of: 'member' }] },
  { name: 'account_links', scope: 'global', personalData: [{ columns: ['email'], of: 'member' }] },
  { name: 'guess_counts', scope: 'global', personalData: [{ columns: ['subject', 'source'], of: 'member' }] },
  { name: 'setup_links', scope: 'global', personalData: [] },
  { name: 'memberships', scope: 'tenant', personalData: [{ columns: ['user_id'], of: 'member' }] },
]
