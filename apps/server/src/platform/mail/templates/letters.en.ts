import { answerAbove } from './answer-above.ts'
import type { LetterTexts } from './letter-text.ts'

const hello = (name: string) => `Hello ${name},`
const notYou = 'If this was not you, you can ignore this mail: nothing changes.'

const intruder = 'If it was not you, change your password at once: somebody is signed in to your account.'
const ways = 'What signs you in to your account:'

/** Dates are told in UTC: where a reader is, the server does not know. */
const when = (iso: string) =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso))} UTC`

const dollars = (microUsd: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(microUsd / 1_000_000)

const roles = { owner: 'an owner', admin: 'an admin', member: 'a member' }
const quotas: Record<string, string> = {
  messagesPerMonth: 'messages of this month',
  members: 'members',
  widgets: 'widgets',
  knowledgeSources: 'knowledge sources',
  storageBytes: 'storage',
  apiKeys: 'API keys',
}

const invalidation = 'The link works once. If it has ended, ask for a new one on the sign-in page.'

export const english: LetterTexts = {
  orOpen: 'Or open this address:',
  footer: 'MiniChat sent this mail by itself; nobody reads replies to it.',
  letters: {
    'verify-email': ({ name, url }) => ({
      subject: 'Confirm your e-mail address',
      greeting: hello(name),
      paragraphs: ['Thank you for making an account. Please confirm that this address is yours.'],
      action: { label: 'Confirm address', url },
      notes: [invalidation, notYou],
    }),

    'already-registered': ({ name, signInUrl, resetUrl }) => ({
      subject: 'You already have an account',
      greeting: hello(name),
      paragraphs: [
        'Somebody, probably you, wanted to make an account with this address. It has one already: just sign in.',
      ],
      action: { label: 'Sign in', url: signInUrl },
      more: [{ label: 'Forgot the password? Set a new one:', url: resetUrl }],
      notes: [notYou],
    }),

    'account-locked': ({ name, url, minutes, address }) => ({
      subject: 'Signing in to your account is locked',
      greeting: hello(name),
      paragraphs: [
        `Wrong passwords were entered for your account too often, the last one from ${address}. To protect it, signing in is locked for ${minutes} minutes.`,
        'If it was you, you need not wait:',
      ],
      action: { label: 'Unlock', url },
      notes: ['If it was not you: nobody got in. A long password of its own and two-factor sign-in keep it so.'],
    }),

    'password-reset': ({ name, url }) => ({
      subject: 'Set a new password',
      greeting: hello(name),
      paragraphs: ['You asked for a new password. Choose it here; you are then signed out on all devices.'],
      action: { label: 'Set a new password', url },
      notes: [invalidation, 'If you did not ask for this, you can ignore this mail: your password stays as it is.'],
    }),

    'password-changed': ({ name, resetUrl }) => ({
      subject: 'Your password was changed',
      greeting: hello(name),
      paragraphs: ['The password of your account has just been changed. If it was you, there is nothing to do.'],
      more: [{ label: 'If it was not you, set a new password at once:', url: resetUrl }],
    }),

    'email-change-old': ({ name, newEmail, url }) => ({
      subject: 'Confirm the change of your e-mail address',
      greeting: hello(name),
      paragraphs: [
        `You want to use ${newEmail} for your account in place of this address. Please confirm it here, and once more in the mail to the new address.`,
      ],
      action: { label: 'Confirm the change', url },
      notes: ['If this was not you, do not confirm, and change your password: somebody is signed in to your account.'],
    }),

    'email-change-new': ({ name, oldEmail, url }) => ({
      subject: 'Confirm your new e-mail address',
      greeting: hello(name),
      paragraphs: [`This address is to be used in place of ${oldEmail}. Please confirm that it is yours.`],
      action: { label: 'Confirm address', url },
      notes: [notYou],
    }),

    'email-changed': ({ name, newEmail }) => ({
      subject: 'Your e-mail address was changed',
      greeting: hello(name),
      paragraphs: [
        `Your account now uses ${newEmail}. Sign in with it from now on.`,
        'If it was not you, write to the operator of this MiniChat at once.',
      ],
    }),

    'two-factor-changed': ({ name, isOn }) => ({
      subject: isOn ? 'Two-factor sign-in is on' : 'Two-factor sign-in is off',
      greeting: hello(name),
      paragraphs: [
        isOn
          ? 'From now on, signing in takes a code from your app as well. Keep your backup codes in a safe place.'
          : 'From now on, your password alone is enough to sign in.',
        intruder,
      ],
    }),

    'backup-codes-renewed': ({ name, url }) => ({
      subject: 'You have new backup codes',
      greeting: hello(name),
      paragraphs: ['The backup codes of your account were made anew. The old ones no longer work.', intruder],
      more: [{ label: ways, url }],
    }),

    'passkey-changed': ({ name, passkey, isAdded, url }) => ({
      subject: isAdded ? 'A passkey was added to your account' : 'A passkey was removed from your account',
      greeting: hello(name),
      paragraphs: [
        isAdded
          ? `From now on, the passkey “${passkey}” signs in to your account, without password and code.`
          : `The passkey “${passkey}” no longer signs in to your account.`,
        intruder,
      ],
      more: [{ label: ways, url }],
    }),

    'provider-changed': ({ name, provider, account, isLinked, url }) => ({
      subject: isLinked ? `${provider} was linked to your account` : `${provider} was unlinked from your account`,
      greeting: hello(name),
      paragraphs: [
        isLinked
          ? `From now on, ${account} at ${provider} signs in to your account, without its password.`
          : `${account} at ${provider} no longer signs in to your account.`,
        intruder,
      ],
      more: [{ label: ways, url }],
    }),

    invitation: ({ inviter, workspace, role, url, expiresAt }) => ({
      subject: `${inviter} invites you to ${workspace}`,
      greeting: 'Hello,',
      paragraphs: [`${inviter} invites you to answer chats together in “${workspace}”, as ${roles[role]}.`],
      action: { label: 'Accept the invitation', url },
      notes: [
        `It can be accepted until ${when(expiresAt)}.`,
        'If you do not know the sender, you can ignore this mail.',
      ],
    }),

    'workspace-deleted': ({ workspace, actor, restoreUrl, until }) => ({
      subject: `${workspace} was deleted`,
      greeting: 'Hello,',
      paragraphs: [
        `${actor} has deleted the workspace “${workspace}”. Its widgets no longer answer.`,
        `An owner can bring it back until ${when(until)}; then it is gone for good, with all its chats.`,
      ],
      action: { label: 'Bring it back', url: restoreUrl },
    }),

    'api-key-expires': ({ workspace, key, expiresAt, url }) => ({
      subject: `The API key ${key} ends soon`,
      greeting: 'Hello,',
      paragraphs: [
        `The API key “${key}” of “${workspace}” ends on ${when(expiresAt)}. What calls the API with it is refused from then on.`,
        'Rotate it in time: the old key goes on working for a while beside the new one.',
      ],
      action: { label: 'Show the API keys', url },
    }),

    'spend-notice': ({ workspace, scope, percent, capMicroUsd, url }) => {
      const cap = `${dollars(capMicroUsd)} for ${scope === 'day' ? 'a day' : 'a month'}`
      return {
        subject:
          percent === 100
            ? `${workspace}: the AI’s budget is spent`
            : `${workspace}: ${percent} % of the AI’s budget spent`,
        greeting: 'Hello,',
        paragraphs: [
          percent === 100
            ? `“${workspace}” has spent what its AI providers may cost: ${cap}. Visitors are now answered from your own knowledge, without a model, or by people.`
            : `“${workspace}” has spent ${percent} % of what its AI providers may cost: ${cap}.`,
        ],
        action: { label: 'Show cost and caps', url },
      }
    },

    'quota-notice': ({ workspace, quota, percent, url }) => {
      const name = quotas[quota] ?? quota
      return {
        subject: percent === 100 ? `${workspace}: the limit is reached` : `${workspace}: ${percent} % used`,
        greeting: 'Hello,',
        paragraphs: [
          percent === 100
            ? `“${workspace}” has used up what its plan allows: ${name}. What goes beyond it is refused.`
            : `“${workspace}” has used ${percent} % of what its plan allows: ${name}.`,
        ],
        action: { label: 'Show plan and use', url },
      }
    },
    'visitors-wait': ({ name, workspace, count, minutes, url }) => ({
      subject: count === 1 ? `${workspace}: a visitor is waiting` : `${workspace}: ${count} visitors are waiting`,
      greeting: hello(name),
      paragraphs: [
        count === 1
          ? `A visitor of “${workspace}” has waited for more than ${minutes} minutes, and nobody has answered yet.`
          : `${count} visitors of “${workspace}” have waited for more than ${minutes} minutes, and nobody has answered yet.`,
      ],
      action: { label: 'Open the chat', url },
      notes: ['You get no such mails while you are set to away.'],
    }),

    mentioned: ({ name, workspace, author, url }) => ({
      subject: `${author ?? 'A colleague'} mentioned you in ${workspace}`,
      greeting: hello(name),
      paragraphs: [`${author ?? 'A colleague'} mentioned you in a note on a chat of “${workspace}”.`],
      action: { label: 'Open the chat', url },
      notes: ['You get one such mail for a chat until you have looked. Your profile has a switch for them.'],
    }),

    'chat-reply': ({ title, replies, earlier, url, stopUrl, mayAnswer }) => ({
      subject: `Your chat with ${title}`,
      ...(mayAnswer ? { answerAbove: answerAbove.en } : {}),
      greeting: 'Hello,',
      paragraphs: [`there is an answer to you in your chat with ${title}:`],
      said: replies,
      ...(url ? { action: { label: 'Open the chat', url } } : {}),
      more: [{ label: 'No more mails of this chat:', url: stopUrl }],
      ...(earlier.length > 0 ? { earlier: { heading: 'What was said before:', said: earlier } } : {}),
      footer: mayAnswer
        ? `Answer this mail, and your words go on in the chat with ${title}.`
        : `Answers to this mail are not read. Write in the chat with ${title} instead.`,
    }),

    'chat-rating': ({ title, badUrl, okayUrl, goodUrl, stopUrl, mayAnswer }) => ({
      subject: `How was your chat with ${title}?`,
      ...(mayAnswer ? { answerAbove: answerAbove.en } : {}),
      greeting: 'Hello,',
      paragraphs: [`your chat with ${title} has ended. How was it?`],
      choices: [
        { label: 'Bad', url: badUrl },
        { label: 'Okay', url: okayUrl },
        { label: 'Good', url: goodUrl },
      ],
      more: [{ label: 'Do not ask me any more:', url: stopUrl }],
      footer: mayAnswer
        ? `Something left to say? Answer this mail, and your words go on in the chat with ${title}.`
        : `Answers to this mail are not read. Write in the chat with ${title} instead.`,
    }),
  },
}
