import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

/** Found out before sending what the server would refuse anyway. */
export class FileTooLarge extends Error {}

export function useUpload(onDone: () => void) {
  const mutation = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > limits.documentMaxBytes) throw new FileTooLarge()
      const form = new FormData()
      form.set('file', file)
      return api.request('POST /api/v1/knowledge/documents/upload', { form })
    },
    onSuccess: onDone,
  })
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    file: mutation.variables,
    send: mutation.mutate,
    reset: mutation.reset,
  }
}

export type Upload = ReturnType<typeof useUpload>
