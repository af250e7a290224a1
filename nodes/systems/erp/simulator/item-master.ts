/** An item as the demo ERP knows it. The demo shop sells exactly these. */
export type ErpItem = {
  readonly sku: string;
  readonly description: string;
  readonly uom: 'EA' | 'BX' | 'CS' | 'PR' | 'RL' | 'FT' | 'PK' | 'GAL';
  /** List price in USD, as a decimal string. */
  readonly price: string;
  readonly grams: number;
  readonly group: string;
  readonly vendor: string;
};

const rows: readonly (readonly [string, string, ErpItem['uom'], string, number, string, string])[] = [
  ['VLV-BR-050', 'Brass ball valve 1/2 in NPT, full port', 'EA', '8.95', 210, 'Valves', 'Northfield'],
  ['VLV-BR-075', 'Brass ball valve 3/4 in NPT, full port', 'EA', '11.40', 340, 'Valves', 'Northfield'],
  ['VLV-BR-100', 'Brass ball valve 1 in NPT, full port', 'EA', '17.85', 560, 'Valves', 'Northfield'],
  ['VLV-SS-050', 'Stainless ball valve 1/2 in NPT, 316', 'EA', '34.20', 290, 'Valves', 'Northfield'],
  ['VLV-CK-100', 'Swing check valve 1 in, bronze', 'EA', '28.60', 610, 'Valves', 'Northfield'],
  ['VLV-BF-400', 'Butterfly valve 4 in, lug, EPDM seat', 'EA', '142.00', 5400, 'Valves', 'Northfield'],
  ['HSE-4420-BLK', 'Air hose 3/8 in x 50 ft, rubber, black', 'EA', '39.75', 3100, 'Hose', 'Corvane'],
  ['HSE-2510-YEL', 'Water hose 5/8 in x 100 ft, yellow', 'EA', '64.50', 7200, 'Hose', 'Corvane'],
  ['HSE-HYD-R2-06', 'Hydraulic hose SAE 100R2 3/8 in', 'FT', '3.18', 180, 'Hose', 'Corvane'],
  ['HSE-CLP-12', 'Worm gear hose clamp 1/2 to 1-1/4 in', 'BX', '9.10', 240, 'Hose', 'Corvane'],
  ['FTG-CPL-025', 'Quick coupler 1/4 in, industrial', 'EA', '4.65', 60, 'Fittings', 'Corvane'],
  ['FTG-ELB-075', 'Elbow 90 deg 3/4 in, black iron', 'EA', '2.35', 190, 'Fittings', 'Harrow'],
  ['FTG-TEE-100', 'Tee 1 in, galvanised', 'EA', '5.80', 420, 'Fittings', 'Harrow'],
  ['FTG-NIP-050-4', 'Pipe nipple 1/2 x 4 in, black', 'EA', '1.95', 150, 'Fittings', 'Harrow'],
  ['FTG-UNI-150', 'Union 1-1/2 in, malleable iron', 'EA', '18.40', 900, 'Fittings', 'Harrow'],
  ['GLV-NIT-M-100', 'Nitrile gloves, medium, 100 per box', 'BX', '12.90', 480, 'Safety', 'Tessaguard'],
  ['GLV-NIT-L-100', 'Nitrile gloves, large, 100 per box', 'BX', '12.90', 510, 'Safety', 'Tessaguard'],
  ['GLV-CUT-A4-L', 'Cut resistant gloves A4, large', 'PR', '9.75', 90, 'Safety', 'Tessaguard'],
  ['GLV-WLD-XL', 'Welding gloves, split leather, XL', 'PR', '16.30', 320, 'Safety', 'Tessaguard'],
  ['EYE-CLR-01', 'Safety glasses, clear, anti-fog', 'EA', '3.85', 30, 'Safety', 'Tessaguard'],
  ['EYE-GOG-02', 'Chemical splash goggles', 'EA', '8.20', 110, 'Safety', 'Tessaguard'],
  ['EAR-PLG-200', 'Ear plugs, corded, 200 pairs', 'BX', '27.40', 650, 'Safety', 'Tessaguard'],
  ['HAT-HRD-WHT', 'Hard hat, type I, white', 'EA', '15.60', 390, 'Safety', 'Tessaguard'],
  ['VST-HV-XL', 'High visibility vest class 2, XL', 'EA', '7.45', 160, 'Safety', 'Tessaguard'],
  ['MSK-N95-20', 'Respirator N95, 20 per box', 'BX', '21.80', 260, 'Safety', 'Tessaguard'],
  ['SGN-FLR-WET', 'Wet floor sign, two-sided, yellow', 'EA', '11.95', 900, 'Safety', 'Tessaguard'],
  ['BRG-6203-2RS', 'Ball bearing 6203-2RS, sealed', 'EA', '4.10', 65, 'Bearings', 'Kestrel'],
  ['BRG-6205-2RS', 'Ball bearing 6205-2RS, sealed', 'EA', '6.25', 130, 'Bearings', 'Kestrel'],
  ['BRG-UCP205-16', 'Pillow block bearing 1 in bore', 'EA', '19.90', 780, 'Bearings', 'Kestrel'],
  ['BLT-A42', 'V-belt A42, classic', 'EA', '8.75', 150, 'Power transmission', 'Kestrel'],
  ['BLT-B68', 'V-belt B68, classic', 'EA', '14.20', 310, 'Power transmission', 'Kestrel'],
  ['CHN-40-10', 'Roller chain no. 40, 10 ft', 'EA', '23.60', 1850, 'Power transmission', 'Kestrel'],
  ['SPR-40B18', 'Sprocket 40B18, 5/8 in bore', 'EA', '15.35', 620, 'Power transmission', 'Kestrel'],
  ['MTR-1HP-56C', 'Motor 1 hp, 1750 rpm, 56C, TEFC', 'EA', '318.00', 14500, 'Motors', 'Kestrel'],
  ['MTR-5HP-184T', 'Motor 5 hp, 1750 rpm, 184T, TEFC', 'EA', '694.00', 36000, 'Motors', 'Kestrel'],
  ['PMP-SMP-050', 'Sump pump 1/2 hp, cast iron', 'EA', '219.00', 13800, 'Pumps', 'Northfield'],
  ['PMP-DIA-100', 'Diaphragm pump 1 in, aluminium', 'EA', '842.50', 17200, 'Pumps', 'Northfield'],
  ['FST-HEX-516-100', 'Hex bolt 5/16-18 x 1 in, zinc, 100 per box', 'BX', '14.85', 1700, 'Fasteners', 'Harrow'],
  ['FST-NUT-516-100', 'Hex nut 5/16-18, zinc, 100 per box', 'BX', '6.40', 560, 'Fasteners', 'Harrow'],
  ['FST-WSH-38-250', 'Flat washer 3/8 in, 250 per box', 'BX', '11.25', 1900, 'Fasteners', 'Harrow'],
  ['FST-ANC-12-25', 'Wedge anchor 1/2 x 4-1/4 in, 25 per box', 'BX', '42.70', 3900, 'Fasteners', 'Harrow'],
  ['FST-SCR-10-500', 'Self-drilling screw no. 10 x 3/4 in, 500 per box', 'BX', '29.15', 2300, 'Fasteners', 'Harrow'],
  ['ABR-DSC-45-25', 'Cut-off wheel 4-1/2 in, 25 per pack', 'PK', '34.95', 1400, 'Abrasives', 'Corvane'],
  ['ABR-FLP-60', 'Flap disc 4-1/2 in, 60 grit', 'EA', '5.45', 95, 'Abrasives', 'Corvane'],
  ['ABR-BLT-272-80', 'Sanding belt 2 x 72 in, 80 grit', 'EA', '6.90', 140, 'Abrasives', 'Corvane'],
  ['TLS-WRN-14', 'Combination wrench 14 mm', 'EA', '9.60', 150, 'Tools', 'Harrow'],
  ['TLS-TPE-25', 'Tape measure 25 ft', 'EA', '13.20', 380, 'Tools', 'Harrow'],
  ['TLS-DRL-SET29', 'Drill bit set, cobalt, 29 pieces', 'EA', '128.40', 1950, 'Tools', 'Harrow'],
  ['TLS-TRQ-250', 'Torque wrench 1/2 in, 50 to 250 ft-lb', 'EA', '96.75', 1800, 'Tools', 'Harrow'],
  ['ELC-CBL-12-250', 'Building wire 12/2 with ground, 250 ft', 'RL', '118.30', 12700, 'Electrical', 'Lumen & Co'],
  ['ELC-BRK-20-1P', 'Circuit breaker 20 A, single pole', 'EA', '7.95', 140, 'Electrical', 'Lumen & Co'],
  ['ELC-LED-T8-25', 'LED tube T8 4 ft, 4000 K, 25 per case', 'CS', '148.75', 6800, 'Electrical', 'Lumen & Co'],
  ['ELC-TIE-11-100', 'Cable tie 11 in, black, 100 per pack', 'PK', '6.15', 210, 'Electrical', 'Lumen & Co'],
  ['ADH-TPE-2-60', 'Duct tape 2 in x 60 yd', 'RL', '7.30', 720, 'Adhesives', 'Corvane'],
  ['ADH-THR-242', 'Threadlocker, medium strength, 50 ml', 'EA', '24.90', 85, 'Adhesives', 'Corvane'],
  ['LUB-GRS-14', 'Lithium grease, 14 oz cartridge', 'EA', '5.25', 410, 'Lubricants', 'Corvane'],
  ['LUB-HYD-46-5', 'Hydraulic oil ISO 46', 'GAL', '18.65', 3300, 'Lubricants', 'Corvane'],
  ['CLN-DEG-1', 'Degreaser concentrate', 'GAL', '22.40', 3900, 'Cleaning', 'Tessaguard'],
  ['CLN-RAG-25', 'Wiping rags, cotton, 25 lb box', 'BX', '36.80', 11400, 'Cleaning', 'Tessaguard'],
  ['PKG-BOX-181212', 'Corrugated box 18 x 12 x 12 in, 25 per bundle', 'PK', '31.50', 9800, 'Packaging', 'Lumen & Co'],
  ['PKG-STR-18-4', 'Stretch film 18 in x 1500 ft, 4 rolls', 'CS', '54.20', 9100, 'Packaging', 'Lumen & Co'],
  ['PKG-TPE-2-36', 'Carton sealing tape 2 in x 110 yd, 36 rolls', 'CS', '68.95', 8200, 'Packaging', 'Lumen & Co'],
];

export const itemMaster: readonly ErpItem[] = rows.map(([sku, description, uom, price, grams, group, vendor]) => ({
  sku,
  description,
  uom,
  price,
  grams,
  group,
  vendor,
}));

export const itemBySku: ReadonlyMap<string, ErpItem> = new Map(itemMaster.map((item) => [item.sku, item]));
