/** The page of the gallery: complete without scripts; a small one keeps it up to date. */
import type { FC } from 'hono/jsx'
import { galleryBase } from './gallery-base.ts'
import { Phone, Watch } from './parts/phone.tsx'
import { RecordForm } from './parts/record-form.tsx'
import { Shelf } from './parts/shelf.tsx'
import { Journey, Trail } from './parts/trail.tsx'
import type { ChosenPass, GalleryView } from './view.ts'

const Head: FC<{ readonly title: string }> = ({ title }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{title}</title>
    <link rel="stylesheet" href={`${galleryBase}/gallery.css`} />
    <link rel="icon" href={`${galleryBase}/icon.svg`} type="image/svg+xml" />
    <script type="module" src={`${galleryBase}/live.js`} />
  </head>
)

/** What stands in the place of phones where passes are signed for real ones. */
const RealPhone: FC<Pick<ChosenPass, 'pass'>> = ({ pass }) => (
  <section class="panel real">
    <h2>Your iPhone</h2>
    <p>These passes are signed with your certificate. Scan the code, or open the link, and add the pass to Wallet.</p>
    {/* The link may lead through a tunnel, under another host; this page loads nothing but its own. */}
    <img src={`${new URL(pass.url).pathname}/link.svg`} alt="The link as a QR code" width="200" />
  </section>
)

const Terminal: FC<{ readonly chosen: ChosenPass; readonly baseUrl: string; readonly keyFile: string }> = ({
  chosen: { pass },
  baseUrl,
  keyFile,
}) => (
  <details class="panel terminal">
    <summary>The same from a terminal</summary>
    <pre tabindex={0}>
      {`# what the form does
curl -X PATCH ${baseUrl}/api/v1${pass.path} \\
  -H "Authorization: Bearer $(cat ${keyFile})" \\
  -H 'Content-Type: application/merge-patch+json' \\
  -d '{"values": {…}}'

# what the pictures are
curl '${baseUrl}/api/v1${pass.path}/drawing?view=front' \\
  -H "Authorization: Bearer $(cat ${keyFile})"`}
    </pre>
  </details>
)

/** What whoever is to have the pass is sent. */
const Link: FC<Pick<ChosenPass, 'pass'>> = ({ pass }) => (
  <section class="panel give">
    <h2>The link for its holder</h2>
    <p>
      This is what stands in an e-mail: <a href={pass.url}>the page of this pass</a>, which adds it to Wallet, or shows
      it to whoever has none.
    </p>
  </section>
)

const Bench: FC<{ readonly chosen: ChosenPass; readonly view: GalleryView }> = ({ chosen, view }) => {
  const { phones, secret } = view
  const watch = phones[0]?.pass?.pictures.watch
  return (
    <>
      <Journey journey={chosen.journey} />
      <div class="bench">
        <RecordForm chosen={chosen} secret={secret} />
        <div class="devices" id="devices">
          {phones.length === 0 ? <RealPhone pass={chosen.pass} /> : null}
          {phones.map((phone) => (
            <Phone phone={phone} />
          ))}
          {watch === undefined ? null : <Watch picture={watch} />}
          <Link pass={chosen.pass} />
        </div>
        <Trail timeline={chosen.timeline} />
      </div>
      <Terminal chosen={chosen} baseUrl={view.baseUrl} keyFile={view.keyFile} />
    </>
  )
}

/** The page. */
export const GalleryPage: FC<{ readonly view: GalleryView }> = ({ view }) => (
  <html lang="en">
    <Head title={view.chosen ? `${view.chosen.tour.title} · Passwright` : 'Passwright'} />
    <body>
      <header class="top">
        <p class="brand">
          <a href="/">Passwright</a> <span>on this machine</span>
        </p>
        <p>
          <a href="/openapi.json">The API, as OpenAPI</a>
        </p>
      </header>
      <main>
        <div class="intro">
          <h1>Change a pass. Watch it arrive.</h1>
          <p>
            The whole service runs here: the record changes, the pass is built and signed, the phones are pushed, and
            fetch it.
          </p>
        </div>
        <Shelf items={view.shelf} />
        {view.chosen ? <Bench chosen={view.chosen} view={view} /> : <p>There is no sample pass.</p>}
      </main>
      <footer>
        <p>{view.remark}</p>
        <ul class="links">
          {view.shelf.map(({ pass, tour }) => (
            <li>
              <a href={pass.url}>{tour.title}: its link</a>
            </li>
          ))}
        </ul>
      </footer>
    </body>
  </html>
)
