/** Room for what others have written: an answer may not grow with it beyond what a function can send. */

/** Room for so many characters. */
export class Room {
  #left: number

  constructor(characters: number) {
    this.#left = characters
  }

  /** Takes room for so many characters; false if there is not so much. */
  take(characters: number): boolean {
    if (characters > this.#left) return false
    this.#left -= characters
    return true
  }

  /** The items that there is room for, measured as JSON. */
  items<Item>(items: readonly Item[]): readonly Item[] {
    return items.filter((item) => this.take(JSON.stringify(item).length))
  }
}
