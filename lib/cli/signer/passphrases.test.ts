import { describe, expect, it } from 'vitest'
import { SignerError } from '../../core/errors.ts'
import { passphrasesFrom } from './passphrases.ts'

const opensWith =
  (right: string, tried: string[] = []) =>
  (passphrase: string): Promise<string> => {
    tried.push(passphrase)
    if (passphrase === right) return Promise.resolve('opened')
    return Promise.reject(new SignerError('signer/passphrase-wrong', 'wrong'))
  }

const answering = (...answers: readonly string[]) => {
  const questions: string[] = []
  const left = [...answers]
  const ask = (question: string): Promise<string> => {
    questions.push(question)
    return Promise.resolve(left.shift() ?? '')
  }
  return { ask, questions }
}

describe('passphrases', () => {
  it('come from the environment, and nobody is asked', async () => {
    const { ask, questions } = answering('other')
    const { unlock } = passphrasesFrom({ given: 'right', ask })
    expect([await unlock({ name: 'a.p12', open: opensWith('right') }), questions]).toEqual(['opened', []])
  })

  it('are asked for by the name of the file, three times at most', async () => {
    const { ask, questions } = answering('a', 'b', 'c', 'right')
    const { unlock } = passphrasesFrom({ given: undefined, ask })
    await expect(unlock({ name: 'a.p12', open: opensWith('right') })).rejects.toThrow(/does not open a\.p12/)
    expect(questions).toEqual(['passphrase of a.p12: ', 'passphrase of a.p12: ', 'passphrase of a.p12: '])
  })

  it('are tried on the next file, so that one is typed once', async () => {
    const { ask, questions } = answering('right')
    const { unlock } = passphrasesFrom({ given: undefined, ask })
    await unlock({ name: 'a.p12', open: opensWith('right') })
    await unlock({ name: 'key.pem', open: opensWith('right') })
    expect(questions).toHaveLength(1)
  })

  it('are tried empty first where that is usual', async () => {
    const tried: string[] = []
    const { unlock } = passphrasesFrom({ given: 'right', ask: undefined })
    await unlock({ name: 'a.p12', first: [''], open: opensWith('right', tried) })
    expect(tried).toEqual(['', 'right'])
  })

  it('are missed where there is none and nobody to ask, with the name of the variable', async () => {
    const { unlock } = passphrasesFrom({ given: undefined, ask: undefined })
    await expect(unlock({ name: 'a.p12', open: opensWith('right') })).rejects.toThrow(/PASSWRIGHT_KEY_PASSPHRASE/)
  })

  it('do not hide another fault', async () => {
    const { unlock } = passphrasesFrom({ given: 'right', ask: undefined })
    const damaged = () => Promise.reject(new SignerError('signer/key-unreadable', 'damaged'))
    await expect(unlock({ name: 'a.p12', open: damaged })).rejects.toThrow('damaged')
  })
})
