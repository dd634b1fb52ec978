import '../../styles/forms.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PagedList } from '../../components/PagedList.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useText } from '../../lib/text.ts'
import { ListFilters } from './ListFilters.tsx'
import { NothingFound } from './NothingFound.tsx'
import { operatorText } from './operator.text.ts'
import { readUserSearch } from './operator-search.ts'
import { UserRow } from './UserRow.tsx'
import { useUsers } from './use-operator.ts'

export function UsersPage() {
  const text = useText(operatorText)
  const filter = useSearch({ from: '/frame/operator/' })
  const navigate = useNavigate()
  const { query, items } = useUsers(filter)
  return (
    <PageLayout title={text.users} wide>
      <ListFilters
        search={filter.search}
        searchHint={text.usersSearchHint}
        choices={[
          {
            name: 'state',
            label: text.state,
            value: filter.state,
            options: [
              { value: 'operator', label: text.operators },
              { value: 'locked', label: text.locked },
              { value: 'unverified', label: text.unverified },
            ],
          },
        ]}
        onChange={(part) =>
          void navigate({ to: '/operator', search: part ? readUserSearch({ ...filter, ...part }) : {}, replace: true })
        }
      />
      <PagedList
        query={query}
        items={items}
        end={text.end}
        renderItem={(user) => <UserRow user={user} />}
        empty={<NothingFound />}
      />
    </PageLayout>
  )
}
