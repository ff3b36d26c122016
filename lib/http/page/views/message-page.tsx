/** A page that says in a sentence why there is nothing to be had. */
import type { Message, PageTexts } from '../texts/page-texts.ts'
import { Layout } from './layout.tsx'

/** A page that says in a sentence why there is no pass to be had here. */
export const MessagePage = ({ texts, message }: { texts: PageTexts; message: Message }) => (
  <Layout texts={texts} title={message.title}>
    <main class="message">
      <h1>{message.title}</h1>
      <p>{message.sentence}</p>
    </main>
  </Layout>
)
