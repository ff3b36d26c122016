/** Draws a pass: its front, its back, how a watch shows it, or what the lock screen says of an update. */
import { drawBack } from './back/draw-back.ts'
import { drawFront } from './front/draw-front.ts'
import { drawLockScreen } from './lock-screen/draw-lock-screen.ts'
import type { Scene } from './scene.ts'
import type { ShownPass } from './shown-pass.ts'
import { drawWatch } from './watch/draw-watch.ts'

/** What of a pass is drawn. */
export type View =
  | { readonly view: 'front' | 'back' | 'watch' }
  | {
      readonly view: 'lock-screen'
      /** Of the fields that have changed, with their values filled in. */
      readonly messages: readonly string[]
    }

/** A drawing of a pass, for `toSvg` and for documents. It never throws for what `showPass` has read. */
export const drawPass = (shown: ShownPass, view: View): Scene => {
  switch (view.view) {
    case 'front':
      return drawFront(shown)
    case 'back':
      return drawBack(shown)
    case 'watch':
      return drawWatch(shown)
    case 'lock-screen':
      return drawLockScreen(shown, view.messages)
  }
}
