import { Text, TextInput } from '@mantine/core'
import { CopyButton } from '../../components/CopyButton.tsx'
import { useText } from '../../lib/text.ts'
import classes from './Team.module.css'
import { teamText } from './team.text.ts'

/** The link of an invitation, where somebody hands it over because no mail is sent. */
export function HandOverLink({ email, link }: { email: string; link: string }) {
  const text = useText(teamText)
  return (
    <div>
      <div className={classes.email}>{email}</div>
      <Text size="sm" c="dimmed">
        {text.linkMade}
      </Text>
      <div className={classes.link}>
        <TextInput
          className={classes.url}
          readOnly
          value={link}
          aria-label={text.linkFor(email)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={link} label={text.copyLink} />
      </div>
    </div>
  )
}
