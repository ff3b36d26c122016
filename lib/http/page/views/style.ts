/** The style of the pages. There is one for all of them, so that one hash allows it. */

const colours = `:root{color-scheme:light dark;--page:#f2f2f7;--card:#fff;--ink:#1c1c1e;--quiet:#5f5f66;--line:#dcdce1;--link:#0058b8;--button:#000;--on-button:#fff;--mark:#fff4d6;--on-mark:#5c4300;--shade:0 1px 3px rgb(0 0 0/.06),0 12px 32px rgb(0 0 0/.08)}
@media (prefers-color-scheme:dark){:root{--page:#000;--card:#1c1c1e;--ink:#f5f5f7;--quiet:#a5a5ad;--line:#38383c;--link:#6cb2ff;--button:#fff;--on-button:#000;--mark:#3a2f12;--on-mark:#ffdf8d;--shade:none}}`

const base = `*{box-sizing:border-box}
html{font:1.0625rem/1.5 -apple-system,system-ui,"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);min-height:100vh;overflow-wrap:anywhere}
h1,h2,p,dl,dd,dt,figure,fieldset,ul{margin:0;padding:0;border:0}
h1{font-size:1.5rem;line-height:1.25;letter-spacing:-.01em}
h2{font-size:1.0625rem;line-height:1.35}
a{color:var(--link)}
img{display:block;max-width:100%}
:focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:.25rem}
.quiet{color:var(--quiet)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.small{font-size:.875rem}`

const layout = `main{max-width:26rem;margin:0 auto;padding:2rem 1.25rem 3rem;display:grid;gap:1.25rem}
header{text-align:center;display:grid;gap:.25rem}
.card{background:var(--card);border-radius:1.125rem;padding:1.25rem;display:grid;gap:.75rem;align-content:start}
.notice{background:var(--mark);color:var(--on-mark);border-radius:.875rem;padding:.75rem 1rem;text-align:center;font-weight:600}
.ways,.texts{display:grid;gap:1.25rem;align-content:start}
footer{text-align:center;display:grid;gap:.5rem}
.message{min-height:90vh;align-content:center;text-align:center}
@media (min-width:56rem){.wide{max-width:56rem;grid-template-columns:22rem 1fr;gap:1.5rem 3rem;padding-top:4rem;align-items:start}
.wide header{text-align:left}[dir=rtl] .wide header{text-align:right}.wide header,.wide .notice,.wide .ways,.wide .texts,.wide footer{grid-column:2}.wide footer{text-align:start}
.wide .pass{grid-column:1;grid-row:1/span 6;position:sticky;top:2rem}}`

// On a phone, the button stands above the fold: a card is half as high again as it is wide.
const pass = `.pass{display:grid;gap:1rem;justify-items:center}
.pass figure{width:100%;max-width:20rem}
.pass img{width:100%;height:auto}
@media (max-width:55.9rem){.pass .front{max-width:min(20rem,max(14rem,36svh))}}
.sides{display:none;background:var(--line);border-radius:.625rem;padding:.125rem;font-size:.875rem}
.sides label{position:relative;padding:.25rem 1rem;border-radius:.5rem;cursor:pointer}
.sides input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer}
.sides label:has(:checked){background:var(--card);font-weight:600;box-shadow:0 1px 2px rgb(0 0 0/.12)}
.sides label:has(:focus-visible){outline:3px solid var(--link);outline-offset:2px}
@supports selector(:has(*)){.sides{display:inline-flex}
.pass:has(#side-front:checked) figure:not(.front),.pass:has(#side-back:checked) figure:not(.back),.pass:has(#side-watch:checked) figure:not(.watch){display:none}}
.watch img{max-width:13rem;margin:0 auto}
@media (prefers-reduced-motion:no-preference){@keyframes appear{from{opacity:0;transform:scale(.985)}}.pass figure{animation:appear .25s ease-out}}`

const ways = `.button{display:flex;gap:.625rem;align-items:center;justify-content:center;min-height:3.25rem;padding:.5rem .75rem;line-height:1.25;border-radius:.875rem;font-weight:600;text-decoration:none;text-align:center;background:var(--line);color:var(--ink)}
.button.add{background:var(--button);color:var(--on-button)}
.button svg{flex:none;width:1.75rem;height:1.25rem}
.badge{display:block;justify-self:center}.badge img{height:3.5rem;width:auto}
.row{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr))}
.first{box-shadow:var(--shade)}
.code{background:#fff;border-radius:.75rem;padding:.5rem;width:100%;max-width:17rem;margin:0 auto}
.code img{width:100%}
.address{display:block;font:.8125rem/1.4 ui-monospace,Menlo,Consolas,monospace;background:var(--page);color:var(--ink);border-radius:.5rem;padding:.625rem .75rem;user-select:all;-webkit-user-select:all;word-break:break-all;max-height:7rem;overflow:auto}
summary{cursor:pointer;font-weight:600;padding:.125rem 0}
details>*+*{margin-top:.75rem}
@media (hover:hover) and (pointer:fine){.mac .phone{order:-1;box-shadow:var(--shade)}.mac .wallet{box-shadow:none}}`

const texts = `dl{display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr))}
dl div{display:grid;align-content:start}
dl[dir=ltr] :is(dt,dd){text-align:left}dl[dir=rtl] :is(dt,dd){text-align:right}
dl .long{grid-column:1/-1}
dt:empty{display:none}
dt{font-size:.8125rem;color:var(--quiet)}
dd{white-space:pre-line}`

const order = `.passes{list-style:none;display:grid;gap:1.25rem}
.passes img{width:100%;height:auto;max-width:20rem;margin:0 auto}
@media (min-width:56rem){.order{max-width:56rem}.passes,.order .ways{grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));align-items:start}}`

const barcode = `.bright{color-scheme:light;--page:#fff;--card:#fff;--ink:#000;--quiet:#4a4a4a;--link:#0058b8;background:#fff;color:#000}
.bright main{max-width:none;min-height:100vh;grid-template-columns:minmax(0,1fr);align-content:center;text-align:center;padding:1.5rem 1rem}
.bright img{width:100%;height:70vh;object-fit:contain}
@media (orientation:portrait){.bright img{height:auto;max-height:70vh}}`

const paper = '@media print{.ways,.sides,footer{display:none}body{background:#fff}}'

/** All of it. */
export const style = [colours, base, layout, pass, ways, texts, order, barcode, paper].join('\n')
