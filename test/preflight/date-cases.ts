/** The examples for the rules on dates. */
import { aField, good } from './a-pass.ts'
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

const eventTicket = { base: good.eventTicket }

const interval = (startDate: string, endDate: string) => ({ startDate, endDate })
const dated = (...relevantDates: readonly object[]) => ({ relevantDate: '2027-03-01T19:00:00+01:00', relevantDates })

/** The examples. */
export const dateCases: readonly RuleCase[] = [
  ...rows(37, 'date-zone-missing', 'error', [
    {
      says: 'an expiry without a time zone',
      broken: { expirationDate: '2027-03-01T19:00:00' },
      twin: { expirationDate: '2027-03-01T19:00:00Z' },
      path: '/expirationDate',
    },
    {
      says: 'a date of relevance without a time zone',
      broken: { relevantDate: '2027-03-01T19:00' },
      twin: { relevantDate: '2027-03-01T19:00+01:00' },
      path: '/relevantDate',
      options: eventTicket,
    },
  ]),
  ...rows(37, 'date-time-missing', 'error', [
    {
      says: 'a date of relevance without a time',
      broken: dated({ date: '2027-03-01' }),
      twin: dated({ date: '2027-03-01T19:00Z' }),
      path: '/relevantDates/0/date',
      options: eventTicket,
    },
  ]),
  ...rows(37, 'date-invalid', 'error', [
    { says: 'the 30th of February', broken: { expirationDate: '2027-02-30T10:00:00Z' }, path: '/expirationDate' },
    { says: 'a zone without a colon', broken: { expirationDate: '2027-02-20T10:00:00+0000' }, path: '/expirationDate' },
    { says: 'a zone twice', broken: { expirationDate: '2027-01-21T00:00:00ZZ' }, path: '/expirationDate' },
    { says: 'a date in words', broken: { expirationDate: 'tomorrow' }, path: '/expirationDate' },
  ]),
  ...rows(38, 'relevant-date-incomplete', 'error', [
    {
      says: 'an interval without an end',
      broken: dated({ startDate: '2027-03-01T19:00:00Z' }),
      twin: dated(interval('2027-03-01T19:00:00Z', '2027-03-01T23:00:00Z')),
      path: '/relevantDates/0',
      options: eventTicket,
    },
    {
      says: 'an interval without a start',
      broken: dated({ date: '2027-03-01T19:00:00Z' }, { endDate: '2027-03-01T19:00:00Z' }),
      twin: dated({ date: '2027-03-01T19:00:00Z' }, { date: '2027-03-01T19:00:00Z' }),
      path: '/relevantDates/1',
      options: eventTicket,
    },
    {
      says: 'an entry that is neither a date nor an interval',
      broken: dated({}),
      twin: dated({ relevantDate: '2027-03-01T19:00:00Z' }),
      path: '/relevantDates/0',
      options: eventTicket,
    },
  ]),
  ...rows(38, 'relevant-date-order', 'warning', [
    {
      says: 'an interval that ends before it starts',
      broken: dated(interval('2027-03-01T19:00:00Z', '2027-03-01T19:30:00+01:00')),
      twin: dated(interval('2027-03-01T19:00:00Z', '2027-03-01T20:30:00+01:00')),
      path: '/relevantDates/0/endDate',
      options: eventTicket,
    },
  ]),
  ...rows(0, 'relevant-date-long', 'warning', [
    {
      says: 'an interval of 25 hours',
      broken: dated(interval('2027-03-01T00:00:00Z', '2027-03-02T01:00:00Z')),
      twin: dated(interval('2027-03-01T00:00:00Z', '2027-03-02T00:00:00Z')),
      path: '/relevantDates/0',
      options: eventTicket,
    },
  ]),
  ...rows(0, 'relevant-date-alone', 'info', [
    {
      says: 'dates for iOS 18 and later only',
      broken: { relevantDates: [{ date: '2027-03-01T19:00:00Z' }] },
      twin: dated({ date: '2027-03-01T19:00:00Z' }),
      path: '/relevantDates',
      options: eventTicket,
    },
  ]),
  ...rows(0, 'date-fraction', 'warning', [
    {
      says: 'an expiry with milliseconds',
      broken: { expirationDate: '2027-03-01T19:00:00.000Z' },
      twin: { expirationDate: '2027-03-01T19:00:00Z' },
      path: '/expirationDate',
    },
    {
      says: 'an interval with milliseconds',
      broken: dated(interval('2027-03-01T19:00:00.5Z', '2027-03-01T20:00:00Z')),
      twin: dated(interval('2027-03-01T19:00:00Z', '2027-03-01T20:00:00Z')),
      path: '/relevantDates/0/startDate',
      options: eventTicket,
    },
    {
      says: 'a semantic tag with milliseconds',
      broken: { semantics: { eventStartDate: '2027-03-01T19:00:00.000Z' } },
      twin: { semantics: { eventStartDate: '2027-03-01T19:00:00Z' } },
      path: '/semantics/eventStartDate',
      options: eventTicket,
    },
    {
      says: 'a field with milliseconds',
      broken: {
        eventTicket: {
          backFields: [aField('doors', { value: '2027-03-01T19:00:00.000Z', timeStyle: 'PKDateStyleShort' })],
        },
      },
      twin: { eventTicket: { backFields: [aField('doors', { value: '2027-03-01T19:00:00.000Z' })] } },
      path: '/eventTicket/backFields/0/value',
      options: eventTicket,
    },
  ]),
  ...rows(0, 'date-fraction', 'info', [
    {
      says: 'an expiry with milliseconds, made by others',
      broken: { expirationDate: '2027-03-01T19:00:00.000Z' },
      path: '/expirationDate',
      options: { profile: 'lenient' },
    },
  ]),
  ...rows(0, 'expiration-before-relevance', 'warning', [
    {
      says: 'a pass that expires before it is relevant',
      broken: { relevantDate: '2027-03-01T19:00:00Z', expirationDate: '2027-03-01T18:59:59Z' },
      twin: { relevantDate: '2027-03-01T19:00:00Z', expirationDate: '2027-03-01T19:00:00Z' },
      path: '/expirationDate',
      options: eventTicket,
    },
  ]),
]
