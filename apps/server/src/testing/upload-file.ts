import type { KnowledgeDocument } from '@minichat/contracts'
import type { Person, TestApp } from './test-app.ts'

/** Uploads a file as the dashboard does, and says how that was answered. */
export async function uploadFile(
  { url }: Pick<TestApp, 'url'>,
  person: Person,
  bytes: Buffer | string,
  name: string,
  fields: Record<string, string> = {},
): Promise<{ status: number; code: string | null; message: string; data: KnowledgeDocument }> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new Blob([bytes]), name)
  const response = await fetch(`${url}/api/v1/knowledge/documents/upload`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'x-workspace-id': person.workspaceId, origin: url },
    body: form,
  })
  const answer = (await response.json()) as { data: KnowledgeDocument; error?: { code: string; message: string } }
  return {
    status: response.status,
    code: answer.error?.code ?? null,
    message: answer.error?.message ?? '',
    data: answer.data,
  }
}
