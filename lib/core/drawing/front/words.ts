/** The few words that Wallet itself writes on passes that are drawn from their semantic tags. */

interface Words {
  readonly boards: string
  readonly class: string
  readonly gate: string
  readonly group: string
  readonly passenger: string
  readonly row: string
  readonly seat: string
  readonly section: string
  readonly terminal: string
  readonly zone: string
}

/** One of them. */
export type Word = keyof Words

const english: Words = {
  boards: 'Boards',
  class: 'Class',
  gate: 'Gate',
  group: 'Group',
  passenger: 'Passenger',
  row: 'Row',
  seat: 'Seat',
  section: 'Section',
  terminal: 'Terminal',
  zone: 'Zone',
}

const languages: Readonly<Record<string, Words>> = {
  en: english,
  de: {
    boards: 'Einstieg',
    class: 'Klasse',
    gate: 'Gate',
    group: 'Gruppe',
    passenger: 'Passagier',
    row: 'Reihe',
    seat: 'Sitz',
    section: 'Block',
    terminal: 'Terminal',
    zone: 'Zone',
  },
  es: {
    boards: 'Embarque',
    class: 'Clase',
    gate: 'Puerta',
    group: 'Grupo',
    passenger: 'Pasajero',
    row: 'Fila',
    seat: 'Asiento',
    section: 'Sección',
    terminal: 'Terminal',
    zone: 'Zona',
  },
  fr: {
    boards: 'Embarquement',
    class: 'Classe',
    gate: 'Porte',
    group: 'Groupe',
    passenger: 'Passager',
    row: 'Rang',
    seat: 'Place',
    section: 'Section',
    terminal: 'Terminal',
    zone: 'Zone',
  },
  it: {
    boards: 'Imbarco',
    class: 'Classe',
    gate: 'Uscita',
    group: 'Gruppo',
    passenger: 'Passeggero',
    row: 'Fila',
    seat: 'Posto',
    section: 'Settore',
    terminal: 'Terminal',
    zone: 'Zona',
  },
  nl: {
    boards: 'Instappen',
    class: 'Klasse',
    gate: 'Gate',
    group: 'Groep',
    passenger: 'Passagier',
    row: 'Rij',
    seat: 'Stoel',
    section: 'Vak',
    terminal: 'Terminal',
    zone: 'Zone',
  },
  pt: {
    boards: 'Embarque',
    class: 'Classe',
    gate: 'Portão',
    group: 'Grupo',
    passenger: 'Passageiro',
    row: 'Fila',
    seat: 'Assento',
    section: 'Setor',
    terminal: 'Terminal',
    zone: 'Zona',
  },
  ar: {
    boards: 'الصعود',
    class: 'الدرجة',
    gate: 'البوابة',
    group: 'المجموعة',
    passenger: 'المسافر',
    row: 'الصف',
    seat: 'المقعد',
    section: 'القسم',
    terminal: 'المبنى',
    zone: 'المنطقة',
  },
  he: {
    boards: 'עלייה למטוס',
    class: 'מחלקה',
    gate: 'שער',
    group: 'קבוצה',
    passenger: 'נוסע',
    row: 'שורה',
    seat: 'מושב',
    section: 'גוש',
    terminal: 'טרמינל',
    zone: 'אזור',
  },
}

/** A word in a language, or in English where there are no words of that language. */
export const wordIn = (language: string, word: Word): string => {
  const tongue = language.split('-')[0] ?? ''
  return (Object.hasOwn(languages, tongue) ? languages[tongue] : undefined)?.[word] ?? english[word]
}
