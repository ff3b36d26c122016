/** Names of passengers from the places that Kittiwake Air flies to, as their bearers write them. */
import type { Random } from './random.ts'

/** A passenger. */
export interface Passenger {
  readonly givenName: string
  readonly familyName: string
}

interface Names {
  readonly given: readonly [string, ...string[]]
  readonly family: readonly [string, ...string[]]
}

const words = (text: string): readonly [string, ...string[]] => {
  const [first = '', ...rest] = text.split(', ')
  return [first, ...rest]
}

const names = (given: string, family: string): Names => ({ given: words(given), family: words(family) })

// Where a family name depends on who bears it, women and men have lists of their own.
const lists: readonly [Names, ...Names[]] = [
  names('Isla, Callum, Eilidh, Rory, Fiona, Hamish', "MacLeod, Stewart, O'Connor, Drummond, Fraser, Buchanan"),
  names('Małgorzata, Agnieszka, Grażyna, Łucja', 'Wiśniewska, Kowalczyk, Dąbrowska, Wójcik, Żuławska'),
  names('Łukasz, Paweł, Zbigniew, Sławomir', 'Wiśniewski, Kowalczyk, Dąbrowski, Wójcik, Żuławski'),
  names('Søren, Åse, Bjørn, Maja, Kåre, Liv', 'Ødegård, Sørensen, Kjær, Lindqvist, Aasen, Bergström'),
  names('Þórdís, Guðrún, Birna, Sólveig', 'Jónsdóttir, Einarsdóttir, Sigurðardóttir'),
  names('Jökull, Ásgeir, Þorsteinn, Ólafur', 'Jónsson, Sigurðsson, Þorvaldsson'),
  names('João, Conceição, Tomás, Inês, Vitória, Caetano', 'Gonçalves, Simões, Araújo, Magalhães, Leão'),
  names('Begoña, Íñigo, Lucía, Andrés, María José', 'Núñez, Peña Ibáñez, García-Lorca, Muñoz, Echeverría'),
  names('Eleni, Katerina, Alexandra, Ioanna', 'Papadopoulou, Nikolaidou, Papadopoulou-Konstantinidi'),
  names('Yannis, Dimitris, Stavros, Petros', 'Papadopoulos, Nikolaidis, Konstantinidis'),
  names('Çağla, İbrahim, Şule, Oğuzhan, Gülşen, Umut', 'Yıldız, Öztürk, Çelik, Şahin, Karadağ, Işık'),
  names('Jürgen, Änne, Götz, Regula, Beat, Käthi', 'Müller, Großmann, Bächtold, Wüthrich, Zürcher, Weiß'),
  names('Chloé, François, Zoë, Jean-Luc, Anaïs, Noémie', 'Lefèvre, Côté, Gagné, Saint-Amand, Bélanger, Hébert'),
  names('Ananya, Rohan, Kavita, Arjun, Lakshmi, Vikram', 'Sharma, Iyer, Chatterjee, Venkataraman, Singh, Nair'),
  names('Hanako, Kenji, Yūko, Shōta, Ryōko, Daichi', 'Yamada, Ōno, Satō, Kondō, Takahashi, Itō'),
  names('Nguyệt, Minh Anh, Thảo, Đức, Hương', 'Nguyễn, Trần, Đặng, Phạm, Lê, Hoàng'),
  names('Ọláṣọpé, Folákẹ́, Adéọlá, Táíwò', 'Adébáyọ̀, Ọ̀ṣúnkúnlé, Akíntọ́lá'),
  names('Kwame, Chinwe, Amina, Thandiwe, Seydou', 'Mensah, Okonkwo, Diallo, Nkosi, Traoré'),
  names('Tereza, Kateřina, Jiřina, Zdeňka', 'Dvořáková, Šťastná, Říhová, Kučerová'),
  names('Ondřej, Štěpán, Jiří, Luboš', 'Dvořák, Šťastný, Říha, Kučera'),
  names('Brian, Maeve, Tyrell, Grace, Imogen, Desmond', 'Walsh, Jackson, Fitzgerald, Rosenthal, Whitlock'),
  names('Mei-Ling, Diego, Camila, Wei, Xiomara', 'Chen, Ortega, Huang, Zúñiga, Peralta'),
]

/** People who travel on one booking: they share a family name more often than not. */
export const party = (random: Random, size: number): readonly Passenger[] => {
  const list = random.pick(lists)
  const familyName = random.pick(list.family)
  const first = random.below(list.given.length)
  return Array.from({ length: size }, (_, index) => ({
    givenName: list.given[(first + index) % list.given.length] ?? list.given[0],
    familyName: index > 0 && random.below(4) === 0 ? random.pick(list.family) : familyName,
  }))
}
