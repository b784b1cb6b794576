/** A classic face: its wire code, its name in both languages, and the emoji that draws it. */
export interface Face {
  readonly id: number;
  readonly zh: string;
  readonly en: string;
  readonly emoji: string;
}

// One face per line: wire code, Chinese name, English name, emoji (webqq.md 12.3).
const table = `
0 惊讶 Surprise 😲
1 撇嘴 Grimace 😕
2 色 Drool 😍
3 发呆 Scowl 😶
4 得意 CoolGuy 😎
5 流泪 Sob 😢
6 害羞 Shy ☺️
7 闭嘴 Silent 🤐
8 睡 Sleep 😴
9 大哭 Cry 😭
10 尴尬 Awkward 😅
11 发怒 Angry 😡
12 调皮 Tongue 😜
13 呲牙 Grin 😁
14 微笑 Smile 🙂
21 飞吻 Blowkiss 😘
23 跳跳 Waddle 🕺
25 发抖 Tremble 🥶
26 怄火 Aaagh 😤
27 爱情 InLove 💑
29 足球 Soccer ⚽
32 西瓜 Watermelon 🍉
33 玫瑰 Rose 🌹
34 凋谢 Wilt 🥀
36 爱心 Heart ❤️
37 心碎 BrokenHeart 💔
38 蛋糕 Cake 🎂
39 礼物 Gift 🎁
42 太阳 Sun ☀️
45 月亮 Moon 🌙
46 强 Strong 👍
47 弱 Weak 👎
50 难过 Frown 🙁
51 酷 Ruthless 🕶️
53 抓狂 Scream 😫
54 吐 Puke 🤮
55 惊恐 Panic 😱
56 流汗 Sweat 😓
57 憨笑 Laugh 😄
58 大兵 Commando 🪖
59 猪头 Pig 🐷
62 拥抱 Hug 🤗
63 咖啡 Coffee ☕
64 饭 Rice 🍚
71 握手 Shake 🤝
72 便便 Poop 💩
73 偷笑 Chuckle 🤭
74 可爱 Joyful 😊
75 白眼 Slight 🙄
76 傲慢 Smug 😏
77 饥饿 Hungry 😋
78 困 Drowsy 😪
79 奋斗 Determined 💪
80 咒骂 Scold 🤬
81 疑问 Shocked 🤔
82 嘘 Shhh 🤫
83 晕 Dizzy 😵
84 折磨 Tormented 😖
85 衰 Toasted 😩
86 骷髅 Skull 💀
87 敲打 Hammer 🔨
88 再见 Wave 👋
90 雾 Fog 🌫️
91 闪电 Lightning ⚡
92 炸弹 Bomb 💣
93 刀 Dagger 🗡️
94 女人 Woman 👩
95 胜利 Peace ✌️
96 冷汗 Blush 😰
97 擦汗 Speechless 😥
98 抠鼻 NosePick 👃
99 鼓掌 Clap 👏
100 糗大了 Shame 🫣
101 坏笑 Trick 😈
102 左哼哼 Bah!_L 😾
103 右哼哼 Bah!_R 😼
104 哈欠 Yawn 🥱
105 鄙视 Pooh-pooh 😒
106 委屈 Shrunken 😟
107 快哭了 TearingUp 🥹
108 阴险 Sly 😬
109 亲亲 Kiss 😚
110 吓 Wrath 😨
111 可怜 Whimper 🥺
112 菜刀 Cleaver 🔪
113 啤酒 Beer 🍺
114 篮球 Basketball 🏀
115 乒乓 PingPong 🏓
116 示爱 Lips 💋
117 瓢虫 Ladybug 🐞
118 抱拳 Fight 🫡
119 勾引 Beckon 👈
120 拳头 Fist ✊
121 差劲 Pinky 🤏
122 爱你 RockOn 🤟
123 NO NO 🙅
124 OK OK 👌
125 转圈 Twirl 🌀
126 磕头 Kotow 🙇
127 回头 Dramatic 👀
128 跳绳 JumpRope 🤸
129 挥手 Surrender 🙋
130 激动 Exciting 🤩
131 街舞 HipHot 💃
132 献吻 ShowLove 😗
133 左太极 Tai_Chi_L ☯️
134 右太极 Tai_Chi_R 🥋
135 招财猫 LuckyCat 🐱
136 双喜 Congratulations 🎊
137 鞭炮 Firecracker 🧨
138 灯笼 Lantern 🏮
139 发财 Richer 🤑
140 K歌 Karaoke 🎤
141 购物 Shopping 🛍️
142 邮件 Email 📧
143 帅 Handsome 🤵
144 喝彩 Cheers 🥂
145 祈祷 Pray 🙏
146 爆筋 BlowUp 💢
147 棒棒糖 Lolly 🍭
148 喝奶 Milk 🍼
149 下面 Noodles 🍜
150 香蕉 Banana 🍌
151 飞机 Plane ✈️
152 开车 Car 🚗
153 左车头 Locomotive 🚂
154 车厢 Train 🚃
155 右车头 Train_Tail 🚋
156 多云 Cloudy ☁️
157 下雨 Rain 🌧️
158 钞票 Dollar 💵
159 熊猫 Panda 🐼
160 灯泡 Bulb 💡
161 风车 Windmill 🎐
162 闹钟 Clock ⏰
163 打伞 Umbrella ☂️
164 彩球 Balloon 🎈
165 钻戒 Ring 💍
166 沙发 Sofa 🛋️
167 纸巾 ToiletPaper 🧻
168 药 Pill 💊
169 手枪 Pistol 🔫
170 青蛙 Frog 🐸
171 粥 Porridge 🥣
172 眨眼睛 Wink 😉
173 泪奔 TearRun 😿
174 无奈 Helpless 🤷
175 卖萌 ActCute 😺
176 小纠结 Tangled 😣
177 喷血 NoseBleed 🩸
178 斜眼笑 SidewaysSmile 😆
179 doge Doge 🐶
180 惊喜 Delighted 🥳
181 骚扰 Pester 📢
182 笑哭 TearsOfJoy 😂
183 我最美 Prettiest 💅
184 河蟹 Crab 🦀
185 羊驼 Alpaca 🦙
187 幽灵 Ghost 👻
188 蛋 Egg 🥚
189 马赛克 Mosaic 🔲
190 菊花 Chrysanthemum 🌼
191 肥皂 Soap 🧼
192 红包 RedEnvelope 🧧
193 大笑 BigLaugh 😃
194 不开心 Unhappy 😞
195 啊 Ah 😮
196 恐慌 Alarm 😧
197 冷漠 Indifferent 😑
198 呃 Err 😐
199 好棒 Great 🌟
200 拜托 Please 🤲
201 点赞 Like 👍🏻
202 无聊 Bored 🫤
203 托脸 CheekRest 🤓
204 吃 Eat 🍽️
205 送花 Flowers 💐
206 害怕 Scared 🙀
207 花痴 Lovestruck 😻
208 小样儿 Teasing 😝
209 脸红 Flushed 😳
210 飙泪 TearBurst 💧
211 我不看 NotLooking 🙈
212 托腮 ChinRest 🧐`;

const byCode: ReadonlyMap<number, Face> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', zh = '', en = '', emoji = ''] = line.split(' ');
      const id = Number(code);
      return [id, { id, zh, en: en.replaceAll('_', ' '), emoji }];
    }),
);

/** The face of a wire code; `undefined` for a code without a name. */
export function face(id: number): Face | undefined {
  return byCode.get(id);
}

/** How a face is written in text, such as `[微笑]`; an unknown code is `[表情n]` (webqq.md 12.3). */
export function faceName(id: number, language: 'zh' | 'en'): string {
  const known = byCode.get(id);
  if (known) return `[${known[language]}]`;
  return language === 'zh' ? `[表情${id}]` : `[face ${id}]`;
}

const paletteCodes = [
  14, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0, 50, 51, 96, 53, 54, 73, 74, 75, 76, 77, 78, 55, 56, 57, 58, 79, 80,
  81, 82, 83, 84, 85, 86, 87, 88, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 32, 113,
  114, 115, 63, 64, 59, 33, 34, 116, 36, 37, 38, 91, 92, 93, 29, 117, 72, 45, 42, 39, 62, 46, 47, 71, 95, 118, 119, 120,
  121, 122, 123, 124, 27, 21, 23, 25, 26, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 136, 137, 138, 139, 140,
  141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163,
  164, 165, 166, 167, 168, 169, 170,
];

/** The faces that can be picked, in the palette order of the service. */
export const facePalette: readonly Face[] = paletteCodes.flatMap((id) => byCode.get(id) ?? []);
