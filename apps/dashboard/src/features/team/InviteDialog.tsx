import { Alert, Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core'
import type { Role } from '@minichat/contracts'
import { rolesToGive } from '@minichat/contracts/team-rules'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { authOptionsQuery } from '../../lib/auth-options.ts'
import { commonText } from '../../lib/common.text.ts'
import { formatNumber } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import { InviteResults } from './InviteResults.tsx'
import { parseAddresses } from './parse-addresses.ts'
import { rolesText } from './roles.text.ts'
import { teamText } from './team.text.ts'
import { useInviteAll } from './use-invite-all.ts'

const maxAtOnce = 20

export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const text = useText(teamText)
  const common = useText(commonText)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text.inviteTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <InviteForm onClose={onClose} />
    </Modal>
  )
}

/** Made anew each time the dialog opens. */
function InviteForm({ onClose }: { onClose: () => void }) {
  const text = useText(teamText)
  const common = useText(commonText)
  const names = useText(rolesText)
  const locale = useLocale()
  const { workspace } = useSession()
  const sendsMail = useQuery(authOptionsQuery).data?.sendsMail ?? true
  const [written, setWritten] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [problem, setProblem] = useState<string | null>(null)
  const { results, isSending, inviteAll, startAnew } = useInviteAll()

  function submit(event: FormEvent) {
    event.preventDefault()
    const { addresses, invalid } = parseAddresses(written)
    if (invalid.length > 0) return setProblem(text.addressesInvalid(invalid.join(', ')))
    if (addresses.length === 0) return setProblem(text.addressesRequired)
    if (addresses.length > maxAtOnce) return setProblem(text.addressesTooMany(formatNumber(locale, maxAtOnce)))
    void inviteAll(addresses, role)
  }

  if (results.length > 0)
    return (
      <InviteResults
        results={results}
        isSending={isSending}
        onMore={() => {
          setWritten('')
          startAnew()
        }}
        onClose={onClose}
      />
    )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {!sendsMail && (
          <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
            {text.noMail}
          </Alert>
        )}
        <Textarea
          label={text.addresses}
          description={text.addressesHint}
          autosize
          minRows={2}
          maxRows={8}
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          value={written}
          error={problem}
          onChange={(event) => {
            setWritten(event.currentTarget.value)
            setProblem(null)
          }}
        />
        <Radio.Group label={text.role} value={role} onChange={(value) => setRole(value as Role)}>
          <Stack gap={8} mt={6}>
            {rolesToGive(workspace.role).map((one) => (
              <Radio key={one} value={one} label={names[one]} description={names[`${one}Hint`]} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit">{sendsMail ? text.send : text.makeLinks}</Button>
        </Group>
      </Stack>
    </form>
  )
}
