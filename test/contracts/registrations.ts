/** The contract of Registrations. */
import { type Contract, contract } from './contract.ts'
import { answerSentences } from './registrations-answers.ts'
import { changeSentences } from './registrations-changes.ts'
import { holderSentences } from './registrations-holders.ts'
import { registrationOrderSentences } from './registrations-model.ts'
import { registerSentences } from './registrations-register.ts'
import type { RegistrationsWorld } from './registrations-samples.ts'

const storeSentences = [...registerSentences, ...changeSentences, ...holderSentences, ...registrationOrderSentences]

/** Everything that Registrations promises. */
export const registrationsSentences = [...storeSentences, ...answerSentences]

/** Registers a test for each promise of Registrations about what it stores. */
export const registrationsContract: Contract<RegistrationsWorld> = contract('registrations', storeSentences)

/** Registers a test for each promise of Registrations about what it answers where no answer is lost. */
export const registrationAnswersContract: Contract<RegistrationsWorld> = contract('registrations', answerSentences)
