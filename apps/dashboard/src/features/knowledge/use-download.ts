import type { KnowledgeDocument } from '@minichat/contracts'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'

/** Saves the file of a document as it was uploaded. */
export function useDownload() {
  const problem = useProblem()
  return useMutation({
    mutationFn: async ({ id, file }: KnowledgeDocument) => {
      const params = { documentId: id }
      const response = await api.stream('GET /api/v1/knowledge/documents/:documentId/original', { params })
      save(await response.blob(), file?.name ?? '')
    },
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
