#include "handout/language_notice.h"

#include "base/error.h"
#include "base/language.h"
#include "base/yaml.h"

#include <utility>

namespace carepress::handout {
namespace {

class NoticeReader {
public:
    NoticeReader(const YamlNode& root, Diagnostics& diagnostics) : root_(root), diagnostics_(diagnostics) {}

    void read(LanguageNotices& notices) {
        for (const YamlEntry& entry : root_.entries)
            if (entry.key.scalar != "samples" && entry.key.scalar != "languages" && entry.key.scalar != "with-handouts")
                diagnostics_.error("notice/unknown-key"_code, entry.key.span, "unknown key '" + entry.key.scalar + "'",
                                   "known here: samples, languages, with-handouts");
        const YamlNode* samples = root_.find("samples");
        notices.samples = samples == nullptr || samples->scalar != "false";
        const YamlNode* languages = root_.find("languages");
        if (languages == nullptr || languages->entries.empty()) {
            diagnostics_.error("notice/no-languages"_code, root_.span, "the file does not list any languages",
                               "list each under \"languages\" with name and text");
            return;
        }
        read_languages(*languages, false, notices);
        if (const YamlNode* more = root_.find("with-handouts")) read_languages(*more, true, notices);
    }

private:
    void read_languages(const YamlNode& languages, bool with_handouts, LanguageNotices& notices) {
        for (const YamlEntry& entry : languages.entries) {
            if (lookup_tags(entry.key.scalar).empty())
                diagnostics_.error("notice/invalid-language"_code, entry.key.span,
                                   "'" + entry.key.scalar + "' is not a language tag",
                                   "write a BCP 47 tag: es, zh-Hant");
            LanguageNotice notice{entry.key.scalar, text(entry, "name"), text(entry, "text"), with_handouts};
            if (notice.text.find("{telephone}") == std::string::npos)
                diagnostics_.error("notice/no-telephone"_code, entry.value.span,
                                   "the text has no place for the telephone number",
                                   "write {telephone} where the number stands");
            notices.languages.push_back(std::move(notice));
        }
    }

    std::string text(const YamlEntry& language, const char* key) {
        const YamlNode* node = language.value.find(key);
        if (node != nullptr && !node->scalar.empty()) return node->scalar;
        diagnostics_.error("notice/incomplete"_code, language.key.span,
                           "the language '" + language.key.scalar + "' has no " + key);
        return {};
    }

    const YamlNode& root_;
    Diagnostics& diagnostics_;
};

}  // namespace

LanguageNotices read_language_notices(const std::string& path) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    LanguageNotices notices;
    notices.file = path;
    const YamlNode root = read_yaml(source.bytes, 0, diagnostics);
    NoticeReader(root, diagnostics).read(notices);
    if (diagnostics.has_errors()) throw EnvironmentError(format(diagnostics.all().front()));
    return notices;
}

}  // namespace carepress::handout
