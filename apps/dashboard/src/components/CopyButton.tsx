import { Button, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { commonText } from '../lib/common.text.ts'
import { useText } from '../lib/text.ts'
import { copyText } from './copy-text.ts'

export function CopyButton({ value, label }: { value: string; label?: string }) {
  const text = useText(commonText)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={async () => setCopied(await copyText(value))}
      >
        {copied ? text.copied : (label ?? text.copy)}
      </Button>
      <VisuallyHidden role="status">{copied ? text.copied : ''}</VisuallyHidden>
    </>
  )
}
