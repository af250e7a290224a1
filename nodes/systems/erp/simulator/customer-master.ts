/** A customer as the demo ERP knows it; the demo shop's buyers are the same companies. */
export type ErpCustomer = {
  readonly account: string;
  /** The shop's own id of the customer: 18 digits, as text. */
  readonly shopifyId: string;
  readonly company: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly locale: string;
  /** What the customer's orders are in. */
  readonly currency: string;
  readonly terms: 'NET30' | 'NET45' | 'PREPAID';
  readonly isTaxExempt: boolean;
  readonly address: CustomerAddress;
};
export type CustomerAddress = {
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly regionCode: string | null;
  readonly postalCode: string;
  readonly country: string;
  readonly countryCode: string;
};

// Invented companies. Phone numbers lie in ranges kept for fiction where a country has one; mail domains are those of RFC 2606.
// company | first name | last name | mail domain | phone | locale | currency | line 1 | line 2 | city | region | its code | postcode | country | its code
const table = `
Harbor Hardware | Dana | Whitfield | harborhardware | +17755550142 | en-US | USD | 1180 Dock Rd | Dock 4 | Reno | Nevada | NV | 89502 | United States | US
Sierra Plumbing Supply | Marcus | Boyd | sierraplumbing | +19165550118 | en-US | USD | 4402 Florin Perkins Rd | - | Sacramento | California | CA | 95826 | United States | US
Lone Star Mechanical | Teresa | Villarreal | lonestarmech | +12145550173 | en-US | USD | 2915 Irving Blvd | Ste 210 | Dallas | Texas | TX | 75247-6210 | United States | US
Great Lakes Fabrication | Owen | Kowalczyk | greatlakesfab | +13135550190 | en-US | USD | 7600 Intervale St | - | Detroit | Michigan | MI | 48238 | United States | US
Keystone Facility Services | Ruth | Abernathy | keystonefacility | +14125550126 | en-US | USD | 31 Penn Ave | Building C | Pittsburgh | Pennsylvania | PA | 15222 | United States | US
Palmetto Marine Works | Isaiah | Grant | palmettomarine | +18435550155 | en-US | USD | 905 Shipyard Creek Rd | - | Charleston | South Carolina | SC | 29405 | United States | US
Bitterroot Mining Co-op | Hannah | Lindqvist | bitterrootmining | +14065550137 | en-US | USD | PO Box 88 | Mine Rd 3 | Hamilton | Montana | MT | 59840 | United States | US
O'Rourke & Sons HVAC | Sean | O'Rourke | orourkehvac | +16175550161 | en-US | USD | 58 Dorchester Ave | - | Boston | Massachusetts | MA | 02127 | United States | US
Aloha Cold Storage | Keoni | Nakamura | alohacold | +18085550109 | en-US | USD | 91-110 Hanua St | - | Kapolei | Hawaii | HI | 96707 | United States | US
Fournier Équipement | Élodie | Fournier | fournier-equip | +15145550147 | fr-CA | CAD | 2255 rue Viau | Porte 2 | Montréal | Quebec | QC | H1V 3G9 | Canada | CA
Prairie Grain Handling | Gordon | Friesen | prairiegrain | +13065550182 | en-CA | CAD | 610 Fleet St E | - | Regina | Saskatchewan | SK | S4N 7C2 | Canada | CA
Refacciones del Bajío | María José | Núñez | refaccionesbajio | +524775550133 | es-MX | MXN | Blvd. Aeropuerto 1203 | Bodega 7 | León | Guanajuato | GTO | 37290 | Mexico | MX
Thames Valley Fixings | Priya | Raman | thamesfixings | +441632960147 | en-GB | GBP | Unit 6, Arkwright Rd | - | Reading | - | - | RG2 0EA | United Kingdom | GB
Clyde Engineering Stores | Fiona | MacAulay | clydestores | +441632960188 | en-GB | GBP | 14 South St | - | Glasgow | - | - | G14 0AP | United Kingdom | GB
Ó Súilleabháin Agri | Caoimhe | Ó Súilleabháin | osagri | +353215550166 | en-IE | EUR | Ballincollig Business Park | - | Cork | Cork | C | P31 X281 | Ireland | IE
Müller Maschinenbau GmbH | Jürgen | Müller | mueller-mb | +4930231258871 | de-DE | EUR | Industriestraße 42 | Tor 3 | Esslingen | - | - | 73734 | Germany | DE
Nordhafen Schiffsausrüstung | Anke | Petersen | nordhafen | +4940669656412 | de-DE | EUR | Am Kai 9 | - | Hamburg | - | - | 20457 | Germany | DE
Alpenblick Haustechnik | Reto | Zürcher | alpenblick | +41315550171 | de-CH | CHF | Weissensteinstrasse 18 | - | Bern | - | - | 3008 | Switzerland | CH
Ateliers Lefèvre | Benoît | Lefèvre | ateliers-lefevre | +33199005512 | fr-FR | EUR | 17 rue de l’Industrie | Bât. B | Villeurbanne | - | - | 69100 | France | FR
Officine Garibaldi | Chiara | D’Angelo | officinegaribaldi | +390515550194 | it-IT | EUR | Via Emilia Ponente 120 | - | Bologna | Bologna | BO | 40133 | Italy | IT
Suministros Peñalba | Íñigo | Etxeberria | penalba | +34945550128 | es-ES | EUR | Pol. Ind. Jundiz, C/ Zuazobidea 5 | - | Vitoria-Gasteiz | Álava | VI | 01015 | Spain | ES
Van den Berg Techniek | Sanne | van den Berg | vdbtechniek | +31105550115 | nl-NL | EUR | Waalhaven Z.z. 21 | - | Rotterdam | - | - | 3089 JH | Netherlands | NL
Åkerström Verkstad | Göran | Åkerström | akerstrom | +46317406128 | sv-SE | SEK | Ringögatan 12 | - | Göteborg | - | - | 417 07 | Sweden | SE
Hurtownia Żelazna | Małgorzata | Wiśniewska | hurtownia-zelazna | +48125550119 | pl-PL | PLN | ul. Łódzka 77 | - | Kraków | - | - | 31-539 | Poland | PL
Київ Інструмент | Олена | Шевченко | kyivtools | +380445550143 | uk-UA | EUR | вул. Електриків, 26 | корпус 4 | Київ | - | - | 04176 | Ukraine | UA
Αιγαίο Ναυτιλιακά | Νίκος | Παπαδόπουλος | aigaio | +302105550137 | el-GR | EUR | Ακτή Κονδύλη 18 | - | Πειραιάς | - | - | 185 45 | Greece | GR
İzmir Hidrolik | Şebnem | Yıldız | izmirhidrolik | +902325550152 | tr-TR | EUR | 1203/8 Sok. No: 5 | - | İzmir | - | - | 35110 | Turkey | TR
شركة الخليج للمعدات | خالد | العامري | khaleejequip | +97145550163 | ar-AE | USD | القوز الصناعية ٣ | مستودع ١٢ | دبي | Dubai | DU | 00000 | United Arab Emirates | AE
אספקה טכנית חיפה | נועה | לוי | haifatech | +97245550121 | he-IL | USD | דרך יפו 145 | - | חיפה | - | - | 3525100 | Israel | IL
श्री गणेश इंजीनियरिंग | अनिल | देशपांडे | ganeshengg | +912025550186 | hi-IN | USD | प्लॉट 21, भोसरी एमआईडीसी | - | पुणे | Maharashtra | MH | 411026 | India | IN
東海工具株式会社 | 健一 | 渡辺 | tokaikougu | +81525550174 | ja-JP | JPY | 中区栄1-2-3 | 東海ビル5階 | 名古屋市 | Aichi | JP-23 | 460-0008 | Japan | JP
上海恒力五金有限公司 | 伟 | 陈 | hengliwujin | +862155550139 | zh-CN | USD | 浦东新区金桥路100号 | 2号仓库 | 上海 | Shanghai | SH | 201206 | China | CN
한빛산업기계 | 지훈 | 박 | hanbit | +8225550157 | ko-KR | USD | 금천구 가산디지털1로 168 | - | 서울 | Seoul | KR-11 | 08507 | South Korea | KR
สยามเครื่องมือ | สมชาย | วงศ์สุวรรณ | siamtools | +6625550111 | th-TH | USD | 88 ถนนพระราม 3 | - | กรุงเทพฯ | Bangkok | TH-10 | 10120 | Thailand | TH
Ferragens São João | João | Gonçalves | saojoao | +551155550198 | pt-BR | USD | Av. Marginal Direita do Tietê, 500 | Galpão 2 | São Paulo | São Paulo | SP | 05118-100 | Brazil | BR
Southern Cross Rigging | Lachlan | Ferguson | southerncross | +61255501234 | en-AU | AUD | 12 Foreshore Rd | - | Port Botany | New South Wales | NSW | 2036 | Australia | AU
`;

const terms = ['NET30', 'NET30', 'NET45', 'PREPAID'] as const;
const firstShopifyId = 715_243_470_612_851_245n;

export const customerMaster: readonly ErpCustomer[] = table
  .trim()
  .split('\n')
  .map((row, i) => {
    const cells = row.split(' | ');
    const text = (column: number) => cells[column] ?? '';
    const optional = (column: number) => (text(column) === '-' ? null : text(column));
    return {
      account: `C-${10_301 + i * 19}`,
      shopifyId: String(firstShopifyId + BigInt(i) * 7_919n),
      company: text(0),
      firstName: text(1),
      lastName: text(2),
      email: `purchasing@${text(3)}.example`,
      phone: text(4),
      locale: text(5),
      currency: text(6),
      terms: terms[i % terms.length] ?? 'NET30',
      isTaxExempt: i % 9 === 4,
      address: {
        line1: text(7),
        line2: optional(8),
        city: text(9),
        region: optional(10),
        regionCode: optional(11),
        postalCode: text(12),
        country: text(13),
        countryCode: text(14),
      },
    };
  });

const byId = new Map(
  customerMaster.flatMap((customer) => [[customer.account, customer] as const, [`shopify:${customer.shopifyId}`, customer] as const]),
);

/** By account (`C-10301`) or by the shop's id (`shopify:715243470612851245`). */
export function findCustomer(id: string): ErpCustomer | undefined {
  return byId.get(id);
}
