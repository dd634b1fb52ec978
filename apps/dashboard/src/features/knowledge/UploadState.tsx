import { Alert, Loader } from '@mantine/core'
import { IconFileAlert } from '@tabler/icons-react'
import { commonText } from '../../lib/common.text.ts'
import { useProblem } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'
import { FileTooLarge, type Upload } from './use-upload.ts'

/** A file on its way, or why it was not taken. */
export function UploadState({ upload }: { upload: Upload }) {
  const text = useText(knowledgeText)
  const common = useText(commonText)
  const problem = useProblem()
  const name = upload.file?.name ?? ''
  if (upload.isPending)
    return (
      <div className={classes.uploading} role="status">
        <Loader size="xs" aria-hidden />
        {text.uploading(name)}
      </div>
    )
  if (!upload.error) return null
  return (
    <Alert
      mb="md"
      color="red"
      role="alert"
      icon={<IconFileAlert aria-hidden />}
      title={text.uploadFailed(name)}
      withCloseButton
      closeButtonLabel={common.dismiss}
      onClose={upload.reset}
    >
      {upload.error instanceof FileTooLarge ? text.tooLarge : problem(upload.error)}
    </Alert>
  )
}
