/** Keeps the clock out of templates: a pass must not differ from one build to the next. */
import { TemplateError } from '../errors.ts'
import type { Json } from '../format/json.ts'
import { expressionWith } from './expression-walk.ts'

const clock = /(?<![\w.])(?:now|fromNow)(?!\w)/

/**
 * Refuses expressions that read the clock, wherever they hide: placeholders, operators, keys.
 *
 * @param where names the file and the place in it
 * @throws TemplateError `template/expression-refused` naming the place
 */
export const refuseClock = (template: Json, where: string): void => {
  const place = expressionWith(template, where, (expression) => clock.test(expression))
  if (place === undefined) return
  throw new TemplateError(
    'template/expression-refused',
    `${place} uses the current time (now or $fromNow), which would make every build of a pass differ; give the date as a value`,
  )
}
