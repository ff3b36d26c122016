/**
 * How wide characters are in Inter, Noto Sans Hebrew and Noto Sans Arabic. Generated from the typefaces by
 * infra/typefaces/write.ts.
 */

/** The widths of consecutive code points in thousandths of the letter size: two digits of base 36 each, `..` where there is none. */
export interface WidthRow {
  readonly first: number
  readonly regular: string
  readonly semibold: string
  /** Of letters before another letter, in scripts whose letters join. */
  readonly regularJoined?: string
  readonly semiboldJoined?: string
}

/** All rows, in the order of their code points within a typeface. */
export const widthTable: readonly WidthRow[] = [
  {
    first: 0x20,
    regular:
      '7u80cyhmhurahx8ca5a5dxie81cs81a1hjbbgyh6hygih9fqh7h9818eieieiee8quj6i7kbk2gqgfkrko7hfviofqp4kyl9hrl9hwhuhykpj6reizivhha5a1a5d4cp8zfmh1fwh1g8abh2gg6r6rf96rocgfgoh1h1aheo94ggfnmrf6fnfdbv99bvie',
    semibold:
      '708yejhwi3rxif92aeaef0ip8vcy8vajicbrhchpijh1hsg1hths8v96ipipipf4rsk8ickhk3gugckukq7pg4jkfqpnl4ldhylhi5i3idkgk8sdk0jui5aeajaeded29sfzhdg7hdggatheh17a7afu7ap1h0gxhdhdb1fa9uh1gbncftgdfqcn9zcnip',
  },
  {
    first: 0xa0,
    regular:
      '7u80fwgzk5fa7jftgfpfcmg7ie00ijdacoiecace8zgagr817h8hdfg7mbnkoie8j6j6j6j6j6j6rmkbgqgqgqgq7h7h7h7hkfkyl9l9l9l9l9iel9kpkpkpkpivhoh5fmfmfmfmfmfmpifwg8g8g8g86r6r6r6rg7gfgogogogogoiegoggggggggfnh1fnj6fmj6fmj6fmkbfwkbfwkbfwkbfwk2jqkfh1gqg8gqg8gqg8gqg8gqg8krh2krh2krh2krh2koggllgg7h6r7h6r7h6r7h6r7h6rncdhfv6riof9emfq6rfq6rfq9gfna0gj6rkygfkygfkygf..kygfl9gol9gol9gorxrshwahhwahhwahhueohueohueohueohy94hyaghy94kpggkpggkpggkpggkpggkpggremrivfnivhhfdhhfdhhfd8rh1m0i9h1lvjakbkbg3kfnvhmh1f3gqkrh6gfaukrhoqg7o9divf96rhup8kyggl9l6glo8hrlkh1k6hueohjf794i08zhykmh8lahnjtivhhfdj1j1h9f2gygxf5f3hm7f9z6r80..zewdvlmgdhzzron6j6fm7h6rl9gokpggkpggkpggkpggkpggg8j6fmj6fmrmpikriokrh2iof9l9gol9goj1h96rzzzewdkrh2v3hokygfj6fmrmpil9goj6fmj6fmgqg8gqg87h6r7h6rl9gol9gohwahhwahkpggkpgghueohy94hmf4kogghlldhlhkhhfdj6fmgqg8l9gol9gol9gol9goivfnb3ksbd6rp5p5j6kbfwg3hyeofdf3f4i7kmk6gqg8gt6rl9h1i0ahikfn',
    semibold:
      '708yg7hikufo8sfth0pfcthnip00igckcripcmcw9sh3gp8v9990dkhnn4o6p8f4k8k8k8k8k8k8s6khgugugugu7p7p7p7pkwl4ldldldldldipldkgkgkgkgjuiahwfzfzfzfzfzfzpdg7gggggggg7a7a7a7agih0gxgxgxgxgxipgxh1h1h1h1gdhdgdk8fzk8fzk8fzkhg7khg7khg7khg7k3kkkwhdguggguggguggguggguggkuhekuhekuhekuhekqh1m5h17p7a7p7a7p7a7p7a7p7antejg47ajkfufrfq7afq7afqahfxbngq7al4h0l4h0l4h0..l4h0ldgxldgxldgxs6rki5b1i5b1i5b1i3fai3fai3fai3faid9uidboid9ukgh1kgh1kgh1kgh1kgh1kgh1sdncjugdjui5fqi5fqi5fq9bhdn4i8hdn0kdkhkhgukwovi9hdgzgukuhpgcc6kujjr08a9wjqfu7ailq1l4h1ldligvpbjkmphdkui3fai7h09uje9ridkfhylii8l5jki5fqj3j3hqfnhchfh0foib7zak7a8y..zsx2vun0ejzzsdoak8fz7p7aldgxkgh1kgh1kgh1kgh1kgh1ggk8fzk8fzs6pdkuj0kuhejkfuldgxldgxj3hq7azzzsx2kuhev7jll4h0k8fzs6pdldgxk8fzk8fzgugggugg7p7a7p7aldgxldgxi5b1i5b1kgh1kgh1i3faid9ui9fokqh1i9lpi8i8i5fqk8fzguggldgxldgxldgxldgxjugdbmldce7apypyk8khg7gjidfafqfofoiqkxkuguggh87alfhdihb1jjgd',
  },
  {
    first: 0x2b0,
    regular:
      'c4ck5j7y7ha2cjg8bp6qdc7h797i4l4wcicickckcjcjbibi4yd99z9z4yda9z9z7i7i4l4wa2a2a27iak6q8a7ie1dt7ua2ck5iaub5cha4a4a4a4a4a4a6cpcjc9a0a0a0a07w9zf5f5ck817g7g7g7gckchcj',
    semibold:
      'cmd5608h7wahd2gncc6xdq7y867y4l4rd5d5egegd2d2cdcd5dckagah5dckahag7y7y4l4ralalal98bh7l9j7edzev7yaid35zbcbtd2ajajajajajbubvegd4dyaiaiaiai92ahfzfzd38v99999999d4d4ef',
  },
  {
    first: 0x370,
    regular:
      '........7f7iky......7hfwfwfw8efv........7jipj681kjohba..ny..ofo77oj6i7g3iygqhhkol97hioj6p4kyi9l9kohr..j5hyivohizoglf7hiviheygg7oggihgkfng8eye6ggha7oemhugagbfjgogth1fuhdcyggk1ftlmmd7ogggoggmdiohmhnionhioj2mtem........gieu....................................k5hmfw6rl9cjcj....kbp4..h1kbkbkbgqgqneg3kbhu7h7hfvuyv9oliokyhhk3j6hyi7g3msgqqoh6kykyioktp4kol9kohrkbhyhhn1izk1jhqmr1mpoji2kbs7hwfmgifpc5h2g8mjdrggggf2g0lfgdgogch1fwcyfnj4f6gmg2mvn9hwkhfjfwnfffg8g8ggc5fweo6r6r6rppoxggf2ggfngcoxmfj5h4qllqj6fvq2lknqjbvuqnf5ejoglml9gojlghjlghzzvr............jrfqhk00000000000000kyggj5h4hngyg3c5g3c5i4f2r8n2h6drjnfmijga....nbhfl2gsreiuuspmrelnkbfwhycyivfnivfnjifqpgicjvghjhg2jhggncjuncju7hqomjizgbktg0kogdkogdjvghp4lf6rj6fmj6fmrmpigqg8kqg8kqg8qomjh6drh9h9kyggkyggl9gol9gol9gokbfwhhfnhhfnhhfnjhg2g3c5ojkhggc5jiehizf6',
    semibold:
      '........7w7yl4......7yg7g7g796g4........8ujmk88vlkphcg..p1..pyp78ak8icg6k3gui5kqld7pjkk8pnl4itldkqhy..j8idjuoqk0oqlm7pjuj1fbh18ah0j1gtgbgnfbemh1hd8afrilh3gufjgxhghdg6hvdsh0lhgfmlmx8ah0gxh0mxjkiai9jdowjdk9osfr........gkex....................................kuiag77aldd2d2....khpn..hdkhkhkhgugunpg6khi37p7pg4v1vaosjkl4ipk6k8hzicg6npgusphpl4l4jkkupnkqldkqhykhidipn6k0kwjmr7rumyp7ibkhsqi5fzgtfxcghyggnje7h1h1fugjm6gzgxgthdg7dsgdksfthpginko7ijlsg4g8nvfuggggh1cgg8fa7a7a7aq2pgh1fuh1gdgtqfntjkhnrfmmk8g9r2mmoakawjrtfnexoqmlldgxkkgykkgyzzwr............jwg4i900000000000000l4h1jkhni3gzg6cgg6cgidfntjobhpe7kngmjih6....o7i9lehmrrjfv6pysimrkhg7iddsjugbjugbkugmq3jak9h5jmgijmh1oakloakl7pspnjj7gzkugjkqgzkqgzk9h5pnm67ak8fzk8fzs6pdguggksggksggspnjhpe7hqhql4h1l4h1ldgxldgxldgxkhg8ipgdipgdipgdjmgig6cgp7lsgzcgl5evk0ft',
  },
  {
    first: 0x1e00,
    regular:
      'j6fmi7h1i7h1i7h1kbfwk2h1k2h1k2h1k2h1k2h1gqg8gqg8gqg8gqg8gqg8gfabkrh2koggkoggkoggkoggkogg7h6r7h6riof9iof9iof9fq6rfq6rfq6rfq6rp4ocp4ocp4ockygfkygfkygfkygfl9gol9gol9gol9gohrh1hrh1hwahhwahhwahhwahhueohueohueohueohueohy94hy94hy94hy94kpggkpggkpggkpggkpggj6fnj6fnremrremrremrremrremrizf6izf6ivfnhhfdhhfdhhfdgg94mrfnfm8r..a1jpf1j6fmj6fmj6fmj6fmj6fmj6fmj6fmj6fmj6fmj6fmj6fmj6fmgqg8gqg8gqg8gqg8gqg8gqg8gqg8gqg87h6r7h6rl9gol9gol9gol9gol9gol9gol9gol6gll6gll6gll6gll6glkpggkpggkmh8kmh8kmh8kmh8kmh8ivfnivfnivfnivfnl1fbf5f5k9hp',
    semibold:
      'k8fzichdichdichdkhg7k3hdk3hdk3hdk3hdk3hdgugggugggugggugggugggcatkuhekqh1kqh1kqh1kqh1kqh17p7a7p7ajkfujkfujkfufq7afq7afq7afq7apnp1pnp1pnp1l4h0l4h0l4h0l4h0ldgxldgxldgxldgxhyhdhyhdi5b1i5b1i5b1i5b1i3fai3fai3fai3fai3faid9uid9uid9uid9ukgh1kgh1kgh1kgh1kgh1k8gbk8gbsdncsdncsdncsdncsdnck0ftk0ftjugdi5fqi5fqi5fqh19uncgdfz9b..agk1gxk8fzk8fzk8fzk8fzk8fzk8fzk8fzk8fzk8fzk8fzk8fzk8fzgugggugggugggugggugggugggugggugg7p7a7p7aldgxldgxldgxldgxldgxldgxldgxligvligvligvligvligvkgh1kgh1kfhykfhykfhykfhykfhyjugdjugdjugdjugdnxibgzh0kti8',
  },
  {
    first: 0x2010,
    regular:
      '9z9zi1dwrsrsdccl79796q79c9c9bpc9dodofnfn81g1o181....000000000052zzzz67cbif67cbifcoapaphsg0e3f1mpmpclk4fn5ca5a5sfm7m7cdgrggggdx8emlf1kjk6mpfa..oi..............',
    semibold:
      'bqbqhzdwrsrsexd186867l86e3dydcdyfdfde0e08vhqql8v....00000000004mzzzz76e9lc76e9lceebkbkkxhvf1e9nbnbd2kue05paeaeu7o1o1csgpgsgsf096n9fom2kunbie..sf..............',
  },
  {
    first: 0x20a0,
    regular: 'kakbkagsgznvlequv5qjmqh1ijjqhyzz..ihkrj6hlkb....hyf2gj..k7jik6i7',
    semibold: 'kukhk8gzhinzl6rrw4s4oohdivlfidzz..jfkuk8jkkh....idfmhg..kuk9kuic',
  },
  {
    first: 0x2113,
    regular: 'cd....udpf............j7hsgpjegz......lf',
    semibold: 'dj....ujpf............kii6hak9hj......lm',
  },
  {
    first: 0x2190,
    regular: 'qjn6qjn6zzn6lklklklk',
    semibold: 'qjoiqjoizznmlplplplp',
  },
  {
    first: 0x2212,
    regular: 'ie',
    semibold: 'ip',
  },
  {
    first: 0x5be,
    regular:
      '9000el00006u0000b100................hkfwaef2hf8d96iehm87f5ebeij0ic95ajhvghh8gpepfghfejkaj1........hlgdgqgn56a5',
    semibold:
      '9100ef00007b0000bw00................idgbb3fli0919xivi38wfmekf5jcj49mb0ikh5hvh7fsg4hxewlcjp........jzhvilil5ubm',
  },
  {
    first: 0x60c,
    regular:
      '94a5p4eh00000000000000000000009k00gs81c2l4bf6j6jcf6ml46mrlb9rlrlhrhrhrd9d9a7a7xlxlzzzzlwlwe3e3ododl4l4l47irblioijbdgj1iocfl4l4000000000000000000000000000000000000000000fwfwfwfwfwfwfwfwfwfwd56t6tdurlli006j6j6mbfi1nunuwjrlrlrlrlrlrlrlrlhrhribhrhribibd9d9d9d9d9d9d9d9d9a7a7a7a7a7a7a7a7a7xlxlxlzzzzlwe3rbrbrbrbrbrbliliodsaodoioioiododododododjbjbjbjbj1j1j1j1j1ioibb9b9b9b9cfcfcfcfcfcfcfcfl4l4l4cfl4l4q6q68bb90000000000000000rr000000000000519r0000gw00000000d9a7fwfwfwfwfwfwfwfwfwfwxlzze3bfdgio',
    semibold:
      '91a5qdg700000000000000000000009i00gc81dfm6cg7575db78m678s4ces4s4ililildydyaxaxzzzzzzzzmvmvf6f6oxoxm6m6m67us1mipdk4ekk0kedbm6m6000000000000000000000000000000000000000000fwfwfwfwfwfwfwfwfwfweb7979dus4mi00757578cgjoprpryms4s4s4s4s4s4s4s4ililisililisisdydydydydydydydydyaxaxaxaxaxaxaxaxaxzzzzzzzzzzmvf6s1s1s1s1s1s1mimioxskoxpdpdpdoxoxoxoxoxoxk4k4k4k4k0k0k0k0k0keiscecececedbdbdbdbdbdbdbdbm6m6m6dbm6m6q6q68rce0000000000000000rr0000000000005k9r0000gw00000000dyaxfwfwfwfwfwfwfwfwfwfwzzzzf6cgekke',
    regularJoined:
      '94a5p4eh00000000000000000000009k00gs81c29jbf8181d4819j839jdiadadhphphpesesb0b0nmnmqdqdjqjqehehe4e4adadad7idrdre48cg29jfyd49jad000000000000000000000000000000000000000000fwfwfwfwfwfwfwfwfwfwd56t6tdu9jdr00818181bfjiojojkyad9j9jadadadadadhphphphphphphpesesesesesesesesesb0b0b0b0b0b0b0b0b0nmnmnmqdqdjqehdrdrdrdrdrdrdrdre4nae4e4e4e4e4e4e4e4e4e48c8c8c8c9j9jad9jadfyhpdic6c6dbd4d4d4d4d4d4d4d4adl4add49jadq6q68bdi0000000000000000rr000000000000519r0000gw00000000esb0fwfwfwfwfwfwfwfwfwfwnmqdehbfdgfy',
    semiboldJoined:
      '91a5qdg700000000000000000000009i00gc81dfa9cg8i8ie08ia98ka9eqazazi0i0i0fgfgbybyqjqjrbrbkmkmf0f0e4e4azazaz7uecece493gva9h4e0a9az000000000000000000000000000000000000000000fwfwfwfwfwfwfwfwfwfweb7979dua9ec008i8i8icgl0qgqgmpaza9a9azazazazazi0i0i0i0i0i0i0fgfgfgfgfgfgfgfgfgbybybybybybybybybyqjqjqjrbrbkmf0ecececececececece4ode4e4e4e4e4e4e4e4e4e493939393a9a9aza9azh4i0eqdidif6e0e0e0e0e0e0e0e0azm6aze0a9azq6q68req0000000000000000rr0000000000005k9r0000gw00000000fgbyfwfwfwfwfwfwfwfwfwfwqjrbf0cgekh4',
  },
]
