import '@mantine/core/styles/Notification.layer.css'
import '@mantine/notifications/styles.layer.css'
import { Notifications } from '@mantine/notifications'

export const Notices = () => <Notifications position="bottom-center" zIndex={400} />
