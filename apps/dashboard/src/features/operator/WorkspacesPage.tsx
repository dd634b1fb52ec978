import '../../styles/forms.ts'
import { planNames } from '@minichat/contracts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PagedList } from '../../components/PagedList.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useText } from '../../lib/text.ts'
import { planText } from '../plan/plan.text.ts'
import { ListFilters } from './ListFilters.tsx'
import { NothingFound } from './NothingFound.tsx'
import { operatorText } from './operator.text.ts'
import { readWorkspaceSearch } from './operator-search.ts'
import { useWorkspaces } from './use-operator.ts'
import { WorkspaceRow } from './WorkspaceRow.tsx'

export function WorkspacesPage() {
  const text = useText(operatorText)
  const plans = useText(planText)
  const filter = useSearch({ from: '/frame/operator/workspaces' })
  const navigate = useNavigate()
  const { query, items } = useWorkspaces(filter)
  return (
    <PageLayout title={text.workspaces} wide>
      <ListFilters
        search={filter.search}
        searchHint={text.workspacesSearchHint}
        choices={[
          {
            name: 'plan',
            label: text.plan,
            value: filter.plan,
            options: planNames.map((value) => ({ value, label: plans[value] })),
          },
          {
            name: 'state',
            label: text.state,
            value: filter.state,
            options: [
              { value: 'locked', label: text.locked },
              { value: 'sample', label: text.sample },
              { value: 'deleted', label: text.deleted },
            ],
          },
        ]}
        onChange={(part) =>
          void navigate({
            to: '/operator/workspaces',
            search: part ? readWorkspaceSearch({ ...filter, ...part }) : {},
            replace: true,
          })
        }
      />
      <PagedList
        query={query}
        items={items}
        end={text.end}
        renderItem={(workspace) => <WorkspaceRow workspace={workspace} />}
        empty={<NothingFound />}
      />
    </PageLayout>
  )
}
