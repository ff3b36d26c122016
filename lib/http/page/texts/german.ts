/** The pages in German. */
import type { PageTexts } from './page-texts.ts'

/** German. */
export const german: PageTexts = {
  language: 'de',
  rightToLeft: false,
  add: 'Zu Apple Wallet hinzufügen',
  addAll: 'Alle zu Apple Wallet hinzufügen',
  walletTitle: 'Auf iPhone und iPad',
  walletSentence: 'Auf den Knopf tippen, dann auf „Hinzufügen“. In Wallet bleibt der Pass von selbst aktuell.',
  macSentence: 'Auf einem Mac fügt Safari den Pass über iCloud zu Ihrem iPhone hinzu.',
  bundleSentence: 'Alle auf einmal geht in Safari. Fügen Sie die Pässe anderswo einzeln hinzu.',
  safariTitle: 'Es passiert nichts?',
  safariSentence:
    'Andere Apps können oft keine Pässe hinzufügen. Öffnen Sie deren Menü (⋯ oder das Teilen-Symbol) und wählen Sie „In Safari öffnen“, oder kopieren Sie diese Adresse in Safari:',
  scanTitle: 'Auf das Telefon holen',
  scanSentence: 'Richten Sie die Kamera Ihres iPhones auf diesen Code: Er öffnet dort diese Seite.',
  sendSentence: 'Öffnen Sie diese Adresse auf Ihrem iPhone:',
  linkCode: 'QR-Code mit der Adresse dieser Seite',
  address: 'Adresse dieser Seite',
  otherwiseTitle: 'Ohne Wallet',
  otherwiseSentence: 'Zeigen Sie den Code auf einem beliebigen Bildschirm, oder nehmen Sie den Pass auf Papier mit.',
  showBarcode: 'Code zeigen',
  savePdf: 'Pass als PDF',
  saveAllPdf: 'Alle Pässe als PDF',
  views: 'Ansicht',
  front: 'Vorne',
  back: 'Hinten',
  watch: 'Watch',
  frontPicture: 'Die Vorderseite des Passes. Was darauf steht, folgt als Text.',
  backPicture: 'Die Rückseite des Passes. Was darauf steht, folgt als Text.',
  watchPicture: 'Der Pass auf einer Apple Watch. Was darauf steht, folgt als Text.',
  contents: 'Was auf dem Pass steht',
  validUntil: 'Gültig bis {date}',
  expired: 'Dieser Pass ist abgelaufen.',
  voided: 'Dieser Pass ist nicht mehr gültig.',
  linkUntil: 'Dieser Link gilt bis {date}.',
  enrolment: 'Alle, die ihn hinzufügen, bekommen einen eigenen Pass.',
  orderTitle: 'Ihre {count} Pässe',
  place: 'Pass {place} von {count}',
  showPass: 'Pass ansehen',
  allPasses: 'Alle Pässe',
  barcode: 'Code',
  barcodeSentence: 'Stellen Sie den Bildschirm hell und halten Sie ihn vor den Scanner.',
  noBarcode: 'Dieser Pass hat keinen Code, der hier gezeigt werden könnte.',
  backToPass: 'Zurück zum Pass',
  messages: {
    incomplete: {
      title: 'Dieser Link ist nicht vollständig',
      sentence: 'Öffnen Sie den Link noch einmal so, wie Sie ihn bekommen haben, mit allen Zeichen.',
    },
    linkExpired: {
      title: 'Dieser Link ist abgelaufen',
      sentence: 'Bitten Sie den Absender um einen neuen.',
    },
    gone: {
      title: 'Diesen Pass gibt es nicht mehr',
      sentence: 'Der Link führt zu keinem Pass mehr. Bitten Sie den Absender um einen neuen.',
    },
    later: {
      title: 'Bitte versuchen Sie es noch einmal',
      sentence: 'Ihr Pass kann gerade nicht geholt werden. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    },
    notNow: {
      title: 'Dieser Pass kann gerade nicht erstellt werden',
      sentence:
        'Der Absender muss erst etwas in Ordnung bringen. Bitte versuchen Sie es morgen noch einmal, oder fragen Sie nach.',
    },
    nothing: { title: 'Hier ist nichts', sentence: 'Öffnen Sie den Link noch einmal so, wie Sie ihn bekommen haben.' },
    method: { title: 'So geht es nicht', sentence: 'Öffnen Sie den Link in einem Browser.' },
  },
}
