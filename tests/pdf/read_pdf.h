#pragma once

#include "base/utf.h"

#define POINTERHOLDER_TRANSITION 4  // qpdf 11 asks which pointers its headers use: std::shared_ptr
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <sys/wait.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {

inline std::shared_ptr<QPDF> open_pdf(const std::string& bytes) {
    auto pdf = std::make_shared<QPDF>();
    pdf->setSuppressWarnings(true);
    pdf->processMemoryFile("test.pdf", bytes.data(), bytes.size());
    if (pdf->anyWarnings()) throw std::runtime_error("qpdf warns: " + pdf->getWarnings()[0].getMessageDetail());
    return pdf;
}

/// One marked-content sequence of a page's top level, as a reader of the file gets it.
struct MarkedContent {
    std::string tag;      ///< "P", "Artifact"
    int id = -1;          ///< MCID, or -1
    std::string subtype;  ///< of an artifact
    std::string text;     ///< UTF-8, by ActualText and ToUnicode alone
    bool has_picture = false;
};

/// Reads content streams by the rules of ISO 32000-1 9.10 and 14.6 and knows nothing of how they were written. Throws
/// on operators out of place.
class ContentReader : public QPDFObjectHandle::ParserCallbacks {
public:
    explicit ContentReader(QPDFObjectHandle page) : fonts_(page.getKey("/Resources").getKey("/Font")) {}

    void handleObject(QPDFObjectHandle object) override {
        if (!object.isOperator()) {
            operands_.push_back(object);
            return;
        }
        operate(object.getOperatorValue());
        operands_.clear();
    }
    void handleEOF() override {
        if (depth_ != 0 || in_text_ || saved_ != 0) throw std::runtime_error("content ends inside something");
    }

    std::vector<MarkedContent> sequences;
    std::set<std::string> languages;  ///< of Spans with Lang

private:
    void operate(const std::string& name) {
        static const std::set<std::string> known = {"rg", "re", "f", "cm", "Td", "Ts", "Tr"};
        if (name == "BDC") return begin();
        if (name == "BMC") return begin_reversed();
        if (name == "EMC") return end();
        if (name == "BT" || name == "ET") return toggle_text(name == "BT");
        if (name == "q") return void(++saved_);
        if (name == "Q") return void(--saved_);
        if (name == "Tf") return load_font(operands_.at(0).getName());
        if (name == "TJ") return show(operands_.at(0));
        if (name == "Do" || (name == "f" && saved_ > 0)) return paint();
        if (known.count(name) == 0) throw std::runtime_error("unexpected operator " + name);
    }
    void begin() {
        QPDFObjectHandle properties = operands_.at(1);
        if (depth_ == 0) {
            if (in_text_) throw std::runtime_error("a tagged sequence begins inside a text object");
            MarkedContent& sequence = sequences.emplace_back();
            sequence.tag = operands_.at(0).getName().substr(1);
            if (properties.hasKey("/MCID")) sequence.id = static_cast<int>(properties.getKey("/MCID").getIntValue());
            if (properties.hasKey("/Subtype")) sequence.subtype = properties.getKey("/Subtype").getName();
        } else if (operands_.at(0).getName() != "/Span" || properties.hasKey("/MCID")) {
            throw std::runtime_error("tagged content inside tagged content");
        }
        ++depth_;
        if (properties.hasKey("/Lang")) languages.insert(properties.getKey("/Lang").getStringValue());
        if (properties.hasKey("/ActualText")) {
            if (actual_depth_ != 0) throw std::runtime_error("ActualText inside ActualText");
            actual_depth_ = depth_;
            const std::string text = properties.getKey("/ActualText").getUTF8Value();
            sequences.back().text += reversed_depth_ > 0 ? reverse(text) : text;
        }
    }
    /// ISO 32000-1 14.8.2.3.3.
    void begin_reversed() {
        if (operands_.at(0).getName() != "/ReversedChars" || depth_ == 0 || reversed_depth_ != 0 || actual_depth_ != 0)
            throw std::runtime_error("BMC that is not ReversedChars inside a sequence");
        reversed_depth_ = ++depth_;
        reversed_from_ = sequences.back().text.size();
    }
    static std::string reverse(const std::string& text) {
        std::string turned;
        for (std::size_t end = text.size(); end > 0;) {
            std::size_t begin = end - 1;
            while (begin > 0 && (text[begin] & 0xC0) == 0x80) --begin;
            turned += text.substr(begin, end - begin);
            end = begin;
        }
        return turned;
    }
    void end() {
        if (depth_ == reversed_depth_) {
            std::string& text = sequences.back().text;
            text = text.substr(0, reversed_from_) + reverse(text.substr(reversed_from_));
            reversed_depth_ = 0;
        }
        if (depth_ == actual_depth_) actual_depth_ = 0;
        if (--depth_ < 0) throw std::runtime_error("EMC without BDC");
        if (depth_ == 0 && in_text_) throw std::runtime_error("a tagged sequence ends inside a text object");
    }
    void toggle_text(bool on) {
        if (on == in_text_) throw std::runtime_error("nested or unmatched text object");
        in_text_ = on;
    }
    void paint() {
        if (in_text_ || depth_ == 0) throw std::runtime_error("picture in a text object or untagged");
        sequences.back().has_picture = true;
    }
    /// The bfrange sections of the font's ToUnicode, whose ranges have an array of texts each.
    void load_font(const std::string& name) {
        auto [place, is_new] = mappings_.try_emplace(name);
        mapping_ = &place->second;
        if (!is_new) return;
        const auto data = fonts_.getKey(name).getKey("/ToUnicode").getStreamData(qpdf_dl_all);
        const std::string map(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
        const auto number = [&](std::size_t at) {
            return static_cast<std::uint16_t>(std::stoul(map.substr(at, 4), nullptr, 16));
        };
        for (std::size_t at = 0; (at = map.find(" beginbfrange\n", at)) != std::string::npos;) {
            const std::size_t told = std::stoul(map.substr(map.rfind('\n', at) + 1));
            if (told > 100) throw std::runtime_error("a section of a CMap has over 100 entries");
            std::size_t ranges = 0;
            for (at += 14; map[at] == '<'; at += 2, ++ranges) {
                std::uint32_t code = number(at + 1);
                const std::uint32_t last = number(at + 7);
                if (code / 256 != last / 256) throw std::runtime_error("a range with two first bytes");
                for (at += 13; map[at] == '<'; ++at) {
                    std::u16string text;
                    for (++at; map[at] != '>'; at += 4) text += static_cast<char16_t>(number(at));
                    (*mapping_)[static_cast<std::uint16_t>(code++)] = to_utf8(text);
                }
                if (code != last + 1) throw std::runtime_error("a range with more or fewer texts than codes");
            }
            if (ranges != told) throw std::runtime_error("a section with more or fewer ranges than it tells");
        }
    }
    void show(QPDFObjectHandle array) {
        if (!in_text_ || depth_ == 0) throw std::runtime_error("text outside a text object or untagged");
        for (const QPDFObjectHandle& item : array.getArrayAsVector()) {
            QPDFObjectHandle part = item;
            if (!part.isString()) continue;
            const std::string codes = part.getStringValue();
            if (codes.size() % 2 != 0) throw std::runtime_error("half a code");
            for (std::size_t i = 0; i < codes.size(); i += 2) {
                const auto code = static_cast<std::uint16_t>(static_cast<unsigned char>(codes[i]) << 8 |
                                                             static_cast<unsigned char>(codes[i + 1]));
                if (code == 0) throw std::runtime_error(".notdef is shown");
                const std::string& text = mapping_->at(code);
                if (actual_depth_ == 0) sequences.back().text += text;
            }
        }
    }

    QPDFObjectHandle fonts_;
    std::vector<QPDFObjectHandle> operands_;
    std::map<std::string, std::map<std::uint16_t, std::string>> mappings_;
    std::map<std::uint16_t, std::string>* mapping_ = nullptr;
    int depth_ = 0, actual_depth_ = 0, reversed_depth_ = 0, saved_ = 0;
    std::size_t reversed_from_ = 0;
    bool in_text_ = false;
};

inline std::vector<ContentReader> read_pages(QPDF& pdf) {
    std::vector<ContentReader> pages;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        ContentReader reader(page.getObjectHandle());
        page.getObjectHandle().parsePageContents(&reader);
        pages.push_back(std::move(reader));
    }
    return pages;
}

/// All text of a file's pages, in the order of the content streams.
inline std::string text_of(const std::string& bytes) {
    const auto pdf = open_pdf(bytes);
    std::string text;
    for (const ContentReader& page : read_pages(*pdf))
        for (const MarkedContent& sequence : page.sequences) text += sequence.text;
    return text;
}

/// The structure tree of a file, checked while it is read: every element knows its parent, every marked-content
/// sequence belongs to exactly one element, and the parent tree says the same (ISO 32000-1 14.7.4.4).
class StructureReader {
public:
    explicit StructureReader(QPDF& pdf) : pages_(read_pages(pdf)) {
        int index = 0;
        for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages())
            page_index_[page.getObjectHandle().getObjGen()] = index++;
        root_ = pdf.getRoot().getKey("/StructTreeRoot");
        QPDFObjectHandle numbers = root_.getKey("/ParentTree").getKey("/Nums");
        for (int i = 0; i + 1 < numbers.getArrayNItems(); i += 2)
            parents_[numbers.getArrayItem(i).getIntValueAsInt()] = numbers.getArrayItem(i + 1);
        for (QPDFObjectHandle kid : root_.getKey("/K").getArrayAsVector()) walk(kid, root_, 0);
        std::size_t tagged = 0;
        for (const ContentReader& page : pages_)
            for (const MarkedContent& sequence : page.sequences) tagged += sequence.id >= 0;
        if (tagged != seen_.size()) fail("a sequence is in no element");
    }

    /// One element a line, two blanks a level: "P [Take this.]".
    const std::string& outline() const { return outline_; }
    /// The text of all elements in logical order.
    const std::string& text() const { return text_; }
    const std::vector<ContentReader>& pages() const { return pages_; }
    QPDFObjectHandle find(const std::string& type, int nth = 0) const {
        const Element* element = find_element(type, nth);
        return element != nullptr ? element->dictionary : QPDFObjectHandle::newNull();
    }
    /// The text of an element with all below it, in logical order; empty where there is no such element.
    std::string text_in(const std::string& type, int nth = 0) const {
        const Element* element = find_element(type, nth);
        return element != nullptr ? text_.substr(element->begin, element->end - element->begin) : std::string();
    }

private:
    [[noreturn]] static void fail(const std::string& what) { throw std::runtime_error("structure: " + what); }

    struct Element {
        QPDFObjectHandle dictionary;
        std::size_t begin = 0, end = 0;  ///< of its text
    };
    const Element* find_element(const std::string& type, int nth) const {
        for (const Element& element : elements_) {
            QPDFObjectHandle dictionary = element.dictionary;
            if (dictionary.getKey("/S").getName() == "/" + type && nth-- == 0) return &element;
        }
        return nullptr;
    }

    void walk(QPDFObjectHandle element, QPDFObjectHandle parent, int depth) {
        if (!element.isIndirect() || !element.isDictionary()) fail("an element isn't an indirect dictionary");
        if (element.getKey("/P").getObjGen() != parent.getObjGen()) fail("wrong parent");
        const std::size_t index = elements_.size();
        elements_.push_back({element, text_.size(), 0});
        outline_ +=
            std::string(static_cast<std::size_t>(2 * depth), ' ') + element.getKey("/S").getName().substr(1) + "\n";
        for (QPDFObjectHandle kid : element.getKey("/K").getArrayAsVector()) {
            if (kid.isInteger()) {
                mark(element, element.getKey("/Pg"), kid.getIntValueAsInt(), depth);
            } else if (kid.hasKey("/MCID")) {
                mark(element, kid.getKey("/Pg"), kid.getKey("/MCID").getIntValueAsInt(), depth);
            } else if (kid.hasKey("/Obj")) {
                annotation(element, kid.getKey("/Obj"), depth);
            } else {
                walk(kid, element, depth + 1);
            }
        }
        elements_[index].end = text_.size();
    }
    void mark(QPDFObjectHandle element, QPDFObjectHandle page, int id, int depth) {
        const int index = page_index_.at(page.getObjGen());
        if (!seen_.insert({index, id}).second) fail("a sequence is in two elements");
        if (parents_.at(index).getArrayItem(id).getObjGen() != element.getObjGen()) fail("the parent tree disagrees");
        for (const MarkedContent& sequence : pages_.at(static_cast<std::size_t>(index)).sequences) {
            if (sequence.id != id) continue;
            if ("/" + sequence.tag != element.getKey("/S").getName()) fail("tag and element differ");
            text_ += sequence.text;
            const std::string what = sequence.has_picture ? "(picture)" : "[" + sequence.text + "]";
            outline_ += std::string(static_cast<std::size_t>(2 * depth + 2), ' ') + what + "\n";
            return;
        }
        fail("an element names a sequence that isn't there");
    }
    void annotation(QPDFObjectHandle element, QPDFObjectHandle object, int depth) {
        if (parents_.at(object.getKey("/StructParent").getIntValueAsInt()).getObjGen() != element.getObjGen())
            fail("the parent tree disagrees about an annotation");
        outline_ += std::string(static_cast<std::size_t>(2 * depth + 2), ' ') + "<" +
                    object.getKey("/A").getKey("/URI").getStringValue() + ">\n";
    }

    std::vector<ContentReader> pages_;
    std::map<QPDFObjGen, int> page_index_;
    QPDFObjectHandle root_;
    std::map<int, QPDFObjectHandle> parents_;
    std::set<std::pair<int, int>> seen_;
    std::vector<Element> elements_;
    std::string outline_, text_;
};

/// A folder of its own that goes when the test ends.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "carepress-pdf-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string save(const std::string& name, const std::string& bytes) const {
        const std::string path = path_ + "/" + name;
        const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "wb"), &std::fclose);
        if (!file || std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size())
            throw std::runtime_error("can't write " + path);
        return path;
    }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

struct Ran {
    int status = -1;
    std::string output;
};

/// Runs a shell command; standard output only, unless it ends in 2>&1.
inline Ran run_command(const std::string& command) {
    Ran ran;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return ran;
    std::array<char, 65536> buffer;
    for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        ran.output.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

inline bool has_program(const std::string& name) {
    return run_command("command -v " + name + " >/dev/null").status == 0;
}

}  // namespace carepress::test
