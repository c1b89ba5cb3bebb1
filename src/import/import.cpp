#include "import/import.h"

#include "article/plain_text.h"
#include "article/read.h"
#include "article/write_markdown.h"
#include "import/medlineplus.h"
#include "import/office.h"
#include "import/pictures.h"
#include "import/proof.h"
#include "import/spl.h"
#include "import/tidy.h"
#include "import/web_page.h"
#include "import/xml_records.h"

#include <array>
#include <iterator>
#include <utility>

namespace carepress::import {
namespace {

/// Refuses a record whose text is not the source's text, once it is written and read.
void prove(ImportRecord& record) {
    if (!record.article) return;
    const Source written{record.slug + ".md", article::write_markdown(*record.article)};
    if (written.bytes.size() > largest_source) {
        record.refusal = "the article would be larger than 8 MB";
    } else {
        Diagnostics diagnostics(written);
        const article::Article read = article::read_article(written, article::ArticleFormat::markdown, diagnostics);
        const std::string difference = difference_of_texts(
            record.added_before + " " + record.source_text + " " + record.added_after, text_of(read));
        if (!difference.empty()) record.refusal = "the article would not say what the source says; " + difference;
        for (const Diagnostic& each : diagnostics.all())
            if (each.severity == Severity::error) record.refusal = "the article can't be read: " + each.message;
    }
    if (!record.refusal.empty()) record.article.reset();
}

/// A row of a manifest may name a health topic or a label, too, and state all of it but its words.
void name_row(ImportRecord& record, const ImportSettings& settings) {
    if (record.manifest_row != 0 || !record.article || !settings.row_of) return;
    article::Metadata& metadata = record.article->metadata;
    const ManifestRow* const row = settings.row_of(metadata.source_url);
    if (row == nullptr) return;
    record.manifest_row = row->number;
    const article::Metadata& given = row->metadata;
    if (!given.language.empty() && given.language != metadata.language)
        record.refusal = place_in_manifest(row->number, "language") + "the record is in \"" + metadata.language + "\"";
    else if (!given.title.empty() && given.title != metadata.title)
        record.refusal =
            place_in_manifest(row->number, "title") + "such a record has its own title, \"" + metadata.title + "\"";
    if (!record.refusal.empty()) return record.article.reset();
    if (!given.code.empty()) record.codes.clear();
    apply_row(*row, metadata);
}

/// Removes the links in the text, with a note; the one of the credit, the last block's, stays.
void resolve_links(ImportRecord& record, const ImportSettings& settings) {
    if (!record.article || settings.keep_links) return;
    std::vector<article::Block>& blocks = record.article->blocks;
    std::vector<article::Block> credit;
    if (!record.added_after.empty()) {
        credit.push_back(std::move(blocks.back()));
        blocks.pop_back();
    }
    const std::size_t count = remove_links(blocks);
    if (!credit.empty()) blocks.push_back(std::move(credit.front()));
    if (count == 0) return;
    record.diagnostics.push_back(
        {Severity::note,
         "import/links-removed"_code,
         record.file,
         record.position,
         {},
         std::to_string(count) + (count == 1 ? " link was" : " links were") + " removed; the text stays",
         "--keep-links keeps them; on paper each link prints its address"});
}

/// Gives out the bytes that were looked at before the rest of the stream.
class Rejoined : public std::streambuf {
public:
    Rejoined(std::string beginning, std::istream& rest) : buffer_(std::move(beginning)), rest_(rest) {
        setg(buffer_.data(), buffer_.data(), buffer_.data() + buffer_.size());
    }

protected:
    int_type underflow() override {
        buffer_.resize(65'536);
        rest_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        const auto got = rest_.gcount();
        setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
        return got == 0 ? traits_type::eof() : traits_type::to_int_type(buffer_[0]);
    }

private:
    std::string buffer_;
    std::istream& rest_;
};

void import_xml(std::istream& in, const std::string& name, const std::function<void(ImportRecord)>& take) {
    XmlRecords records(in);
    bool any = false;
    while (const std::optional<XmlRecord> xml = records.next()) {
        any = true;
        if (xml->name == "document" && !records.root().starts_with("<nlmSearchResult")) {
            for (ImportRecord& record : read_spl(*xml, name)) {
                take(std::move(record));
            }
            continue;
        }
        ImportRecord record = read_medlineplus(*xml, date_generated(records.root()), name);
        take(std::move(record));
    }
    if (any) return;  // a fault of the whole file is found before its first record
    ImportRecord refused;
    refused.position = records.fault_position();
    refused.label = name;
    refused.refusal = records.fault().empty() ? "the file contains no records" : records.fault();
    take(std::move(refused));
}

}  // namespace

void import_records(std::istream& in, const std::string& name, const ImportSettings& settings,
                    const std::function<void(ImportRecord)>& take) {
    const auto finish = [&](ImportRecord record) {
        record.file = name;
        name_row(record, settings);
        resolve_links(record, settings);
        prove(record);
        take(std::move(record));
    };
    std::string beginning(65'536, '\0');
    in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(in.gcount()));
    in.clear();
    if (is_record_xml(beginning)) {
        Rejoined whole(std::move(beginning), in);
        std::istream stream(&whole);
        return import_xml(stream, name, finish);
    }
    Source page{name, std::move(beginning)};
    std::array<char, 65'536> chunk;
    // Photographs make documents large; their text is bounded apart.
    const std::size_t largest = page.bytes.starts_with("PK") ? largest_office_file : largest_source;
    while (page.bytes.size() <= largest && in) {
        in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        page.bytes.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
    }
    const OfficeFormat format = page.bytes.starts_with("PK") ? office_format(page.bytes) : OfficeFormat::none;
    finish(format == OfficeFormat::none ? read_web_page(page, settings, pictures_of_file(page.name, settings.folder))
                                        : read_office(page, format, settings));
}

}  // namespace carepress::import
