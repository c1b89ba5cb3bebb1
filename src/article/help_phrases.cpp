#include "article/help_phrases.h"

#include "article/plain_text.h"

#include <algorithm>
#include <array>
#include <string>

namespace carepress::article {
namespace {

/// All phrases here are as folded() leaves them: lower case, no punctuation, apostrophes gone.
struct Phrase {
    std::string_view language;
    std::string_view folded;
};

constexpr std::array learn_more_phrases{
    Phrase{"en", "where can you learn more"},
    Phrase{"en", "where can i learn more"},
    Phrase{"en", "where to learn more"},
    Phrase{"en", "learn more"},
    Phrase{"es", "dónde puede obtener más información"},
    Phrase{"es", "donde puede obtener más información"},
    Phrase{"es", "dónde puede encontrar más información"},
    Phrase{"es", "dónde puedo obtener más información"},
    Phrase{"fr", "où trouver plus dinformations"},
    Phrase{"fr", "où trouver plus dinformation"},
    Phrase{"fr", "où pouvez vous en apprendre davantage"},
    Phrase{"fr", "où en savoir plus"},
    Phrase{"fr", "pour en savoir plus"},
    Phrase{"de", "wo erfahren sie mehr"},
    Phrase{"de", "wo können sie mehr erfahren"},
    Phrase{"it", "dove può saperne di più"},
    Phrase{"pt", "onde pode saber mais"},
    Phrase{"pt", "onde você pode saber mais"},
    Phrase{"pt", "onde posso saber mais"},
    Phrase{"pt", "onde saber mais"},
    Phrase{"pl", "gdzie można dowiedzieć się więcej"},
    Phrase{"pl", "gdzie dowiedzieć się więcej"},
    Phrase{"ru", "где узнать больше"},
    Phrase{"ru", "где можно узнать больше"},
    Phrase{"ru", "где получить дополнительную информацию"},
    Phrase{"el", "πού μπορείτε να μάθετε περισσότερα"},
    Phrase{"el", "πού μπορώ να μάθω περισσότερα"},
    Phrase{"vi", "quý vị có thể tìm hiểu thêm ở đâu"},
    Phrase{"tl", "saan kayo maaaring matuto pa"},
    Phrase{"ht", "ki kote ou ka aprann plis"},
    Phrase{"ar", "أين يمكنك معرفة المزيد"},
    Phrase{"he", "היכן תוכלו לקבל מידע נוסף"},
    Phrase{"fa", "از کجا می‌توانید بیشتر بدانید"},
    Phrase{"ur", "آپ مزید معلومات کہاں سے حاصل کر سکتے ہیں"},
    Phrase{"am", "ተጨማሪ መረጃ የት ማግኘት ይችላሉ"},
    Phrase{"hi", "आप और जानकारी कहाँ पा सकते हैं"},
    Phrase{"bn", "আরও তথ্য কোথায় পাবেন"},
    Phrase{"th", "ดูข้อมูลเพิ่มเติมได้ที่ไหน"},
    Phrase{"km", "តើអ្នកអាចស្វែងយល់បន្ថែមនៅទីណា"},
    Phrase{"my", "မည်သည့်နေရာတွင် ထပ်မံ လေ့လာနိုင်ပါသလဲ"},
    Phrase{"zh-Hans", "在哪里可以了解更多"},
    Phrase{"zh-Hant", "在哪裡可以了解更多"},
    Phrase{"ja", "もっと詳しく知るにはどうすればよいですか"},
    Phrase{"ko", "더 자세한 정보는 어디에서 볼 수 있습니까"},
};

constexpr std::array help_phrases{
    Phrase{"en", "when should you call for help"},
    Phrase{"en", "when should you call your doctor"},
    Phrase{"en", "when should i call for help"},
    Phrase{"es", "cuándo debe pedir ayuda"},
    Phrase{"fr", "quand devriez vous demander de laide"},
    Phrase{"fr", "quand demander de laide"},
    Phrase{"pt", "quando deve pedir ajuda"},
    Phrase{"pl", "kiedy należy wezwać pomoc"},
    Phrase{"ru", "когда следует обращаться за помощью"},
    Phrase{"el", "πότε πρέπει να ζητήσετε βοήθεια"},
};

constexpr std::array<std::string_view, 18> headings{
    "overview",
    "your care instructions",
    "care instructions",
    "follow up care",
    "self care",
    "treatment",
    "treatments",
    "symptoms",
    "causes",
    "prevention",
    "what to expect",
    "home care",
    "home treatment",
    "medicines",
    "diagnosis",
    "when to get help",
    "related information",
    "credits",
};

struct Cue {
    Urgency urgency;
    std::string_view beginning;  ///< folded
};

/// Sentences that begin a level of help, as two large vendors of care instructions write them.
constexpr std::array cues{
    Cue{Urgency::emergency, "call 911"},
    Cue{Urgency::emergency, "call emergency services"},
    Cue{Urgency::emergency, "llame al 911"},
    Cue{Urgency::call_now, "call your doctor now"},
    Cue{Urgency::call_now, "call your doctor or nurse advice line now"},
    Cue{Urgency::call_now, "call your doctor or nurse call line now"},
    Cue{Urgency::call_now, "call your midwife or doctor now"},
    Cue{Urgency::call_now, "seek immediate medical care"},
    Cue{Urgency::call_now, "llame a su médico ahora mismo"},
    Cue{Urgency::call_now, "llame a su médico de inmediato"},
    Cue{Urgency::watch, "watch closely for changes"},
    Cue{Urgency::watch, "watch closely for any changes"},
    Cue{Urgency::watch, "preste especial atención a los cambios"},
    Cue{Urgency::watch, "preste mucha atención a los cambios"},
};

constexpr std::array<std::string_view, 12> disclaimer_cues{
    "covered benefits",
    "evidence of coverage",
    "summary plan description",
    "general health information",
    "not all treatments or services",
    "offered as services",
    "health encyclopedia contains",
    "consult with your health care provider",
    "plan documents",
    "beneficios cubiertos",
    "información general de salud",
    "información de salud general",
};

template <class Phrases>
std::optional<PhraseMatch> match(const Phrases& phrases, std::string_view text) {
    if (text.size() > 120) return std::nullopt;
    const std::string plain = folded(text);
    for (const Phrase& phrase : phrases)
        if (phrase.folded == plain) return PhraseMatch{phrase.language};
    return std::nullopt;
}

}  // namespace

std::optional<PhraseMatch> learn_more_heading(std::string_view text) { return match(learn_more_phrases, text); }

std::optional<PhraseMatch> call_for_help_heading(std::string_view text) { return match(help_phrases, text); }

bool known_heading(std::string_view text) {
    if (text.size() > 80) return false;
    const std::string plain = folded(text);
    return std::find(headings.begin(), headings.end(), plain) != headings.end() ||
           match(learn_more_phrases, text).has_value() || match(help_phrases, text).has_value();
}

std::optional<Urgency> urgency_cue(std::string_view text) {
    const std::string plain = folded(text.substr(0, 120));  // a cut last character is behind every cue
    for (const Cue& cue : cues)
        if (std::string_view(plain).starts_with(cue.beginning)) return cue.urgency;
    return std::nullopt;
}

bool is_coverage_disclaimer(std::string_view text) {
    const std::string plain = folded(text);
    return std::count_if(disclaimer_cues.begin(), disclaimer_cues.end(),
                         [&](std::string_view cue) { return plain.find(cue) != std::string::npos; }) >= 2;
}

}  // namespace carepress::article
