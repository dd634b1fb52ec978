import '../../styles/dialog.ts'
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReviewGroup } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useChecks, useFieldProblems } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { AskedAgain } from './AskedAgain.tsx'
import { reviewText } from './review.text.ts'
import { useAnswer, useAskAgain } from './use-review.ts'

const fields = ['question', 'answer'] as const

/** Takes the right answer, and then shows how the AI uses it. */
export function AnswerDialog({ group, onClose }: { group: ReviewGroup; onClose: () => void }) {
  const text = useText(reviewText)
  const common = useText(commonText)
  const checks = useChecks()
  const fieldProblems = useFieldProblems()
  const ask = useAskAgain(group.id)
  const save = useAnswer(group.id)
  const form = useForm({
    initialValues: { question: group.questions[0]?.question.slice(0, limits.questionMaxLength) ?? '', answer: '' },
    validate: {
      question: (value) => checks.required(value, limits.questionMaxLength),
      answer: (value) => checks.required(value, limits.answerMaxLength),
    },
  })
  const submit = (values: typeof form.values) =>
    save.mutate(values, {
      onSuccess: () => ask.mutate(),
      onError: (error) => form.setErrors(fieldProblems(error, fields)),
    })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={save.isSuccess ? text.savedTitle : text.write}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {save.isSuccess ? (
        <Stack gap="md">
          <AskedAgain ask={ask} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
              {text.askAgain}
            </Button>
            <Button onClick={onClose}>{text.done}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={form.onSubmit(submit)} noValidate>
          <Stack gap="md">
            <Textarea label={text.question} autosize minRows={1} maxRows={4} {...form.getInputProps('question')} />
            <Textarea
              label={text.answer}
              description={text.answerHint}
              autosize
              minRows={5}
              maxRows={14}
              data-autofocus
              {...form.getInputProps('answer')}
            />
            {save.error && <ErrorNotice error={save.error} />}
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={onClose}>
                {common.cancel}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {text.save}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
