/** The large pass: an event ticket with 13 images, about 600 KB, in three languages. */
import { inAllScales, type Workload } from './workload.ts'

/** An event ticket with the seat and the name of its holder. */
export const large: Workload = {
  name: 'large',
  style: 'eventTicket',
  fresh: [
    { group: 'secondaryFields', key: 'seat', prefix: 'Block C, seat ' },
    { group: 'auxiliaryFields', key: 'holder', prefix: 'Guest ' },
  ],
  groups: {
    headerFields: [{ key: 'doors', label: 'label.doors', value: '19:00' }],
    primaryFields: [{ key: 'event', label: 'label.event', value: 'event.name' }],
    secondaryFields: [
      { key: 'venue', label: 'label.venue', value: 'Harbour Hall' },
      { key: 'seat', label: 'label.seat', changeMessage: 'change.seat' },
    ],
    auxiliaryFields: [{ key: 'holder', label: 'label.holder' }],
    backFields: [
      { key: 'rules', label: 'label.rules', value: 'text.rules' },
      { key: 'arrival', label: 'label.arrival', value: 'text.arrival' },
    ],
  },
  keys: {
    organizationName: 'Harbour Hall',
    description: 'Ticket for a concert at Harbour Hall',
    foregroundColor: 'rgb(255, 255, 255)',
    labelColor: 'rgb(190, 200, 230)',
    groupingIdentifier: 'spring-concert',
    locations: [{ latitude: 53.5413, longitude: 9.9841 }],
  },
  strings: {
    en: {
      'label.doors': 'Doors',
      'label.event': 'Event',
      'label.venue': 'Venue',
      'label.seat': 'Seat',
      'label.holder': 'Name',
      'label.rules': 'House rules',
      'label.arrival': 'Getting here',
      'event.name': 'Spring concert',
      'change.seat': 'Your seat is now %@.',
      'text.rules': 'No bags larger than A4. No cameras with changeable lenses.',
      'text.arrival': 'Ferry 72 and bus 111 stop in front of the hall.',
    },
    es: {
      'label.doors': 'Puertas',
      'label.event': 'Evento',
      'label.venue': 'Lugar',
      'label.seat': 'Asiento',
      'label.holder': 'Nombre',
      'label.rules': 'Normas de la casa',
      'label.arrival': 'Cómo llegar',
      'event.name': 'Concierto de primavera',
      'change.seat': 'Su asiento es ahora %@.',
      'text.rules': 'Sin bolsos mayores de A4. Sin cámaras de objetivos intercambiables.',
      'text.arrival': 'El transbordador 72 y el autobús 111 paran delante de la sala.',
    },
    de: {
      'label.doors': 'Einlass',
      'label.event': 'Veranstaltung',
      'label.venue': 'Ort',
      'label.seat': 'Platz',
      'label.holder': 'Name',
      'label.rules': 'Hausordnung',
      'label.arrival': 'Anfahrt',
      'event.name': 'Frühlingskonzert',
      'change.seat': 'Ihr Platz ist jetzt %@.',
      'text.rules': 'Keine Taschen größer als A4. Keine Kameras mit Wechselobjektiv.',
      'text.arrival': 'Die Fähre 72 und der Bus 111 halten vor dem Saal.',
    },
  },
  images: new Map([
    ...inAllScales('icon', { width: 38, height: 38, bits: 8 }),
    ...inAllScales('logo', { width: 160, height: 50, bits: 8 }),
    ...inAllScales('background', { width: 180, height: 220, bits: 4 }),
    ...inAllScales('thumbnail', { width: 90, height: 90, bits: 8 }),
    ['es.lproj/logo@3x.png', { width: 480, height: 150, bits: 8 }],
  ]),
}
