import { expect, it } from 'vitest'
import { html } from './html.ts'

it('escapes texts, in contents and in attributes', () => {
  const evil = `"><script>alert('&')</script>`
  expect(html`<p title="${evil}">${evil}</p>`.markup).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>',
  )
})

it('takes markup as it is', () => {
  expect(html`<p>${html`<b>${'<'}</b>`}</p>`.markup).toBe('<p><b>&lt;</b></p>')
})
