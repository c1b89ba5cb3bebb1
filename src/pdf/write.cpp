#include "pdf/write.h"

#include "layout/link_places.h"
#include "pdf/color_profile.h"
#include "pdf/content.h"
#include "pdf/deflate.h"
#include "pdf/drawings.h"
#include "pdf/fonts.h"
#include "pdf/metadata.h"
#include "pdf/navigation.h"
#include "pdf/numbers.h"
#include "pdf/objects.h"
#include "pdf/standard.h"
#include "pdf/strings.h"
#include "pdf/tags.h"

#include <cstdint>
#include <map>
#include <optional>

namespace carepress::pdf {

namespace {

// Level 6 makes a handout 1 to 2 % smaller and takes twice as long (docs/pdfua.md, "Size and speed").
constexpr int page_level = 1;
constexpr int profile_level = 9;

/// A link annotation whose body is still to be written.
struct LinkAnnotation {
    ObjectNumber object;
    std::uint32_t link;  ///< PagedDocument::links
    Rectangle box;       ///< in PDF's coordinates
};

/// One document on its way into a file.
class FileWriter {
public:
    FileWriter(const layout::PagedDocument& document, const text::FontLibrary& library, DocumentFonts& fonts,
               DrawingCache& drawings, Deflater& deflater)
        : document_(document),
          standard_(standard_of(document.standard)),
          library_(library),
          fonts_(fonts),
          objects_(standard_),
          drawings_(drawings, objects_),
          tags_(document.tags, standard_),
          places_(document),
          content_(document, fonts, drawings_, tags_),
          deflater_(deflater) {}

    std::string write(const Bytes& profile);

private:
    void write_pages();
    std::string add_links(std::uint32_t index);
    void write_links();
    Destination destination(std::uint32_t page, Length y, text::NodeId heading) const;
    std::optional<Destination> target_of(const handout::HandoutLink& link) const;
    std::string resources() const;
    void write_page_tree();
    void write_catalog(const Bytes& profile);

    const layout::PagedDocument& document_;
    const Standard& standard_;
    const text::FontLibrary& library_;
    DocumentFonts& fonts_;
    Objects objects_;
    DocumentDrawings drawings_;
    std::map<text::NodeId, const layout::Bookmark*> headings_;  ///< by their nodes
    StructureTree tags_;
    layout::LinkPlaces places_;
    ContentWriter content_;
    Deflater& deflater_;
    std::vector<ObjectNumber> pages_;
    std::vector<LinkAnnotation> links_;  ///< by their place in the structure tree
    ObjectNumber resources_ = 0;
};

std::string FileWriter::write(const Bytes& profile) {
    fonts_.embed(document_, library_, objects_, deflater_);
    resources_ = objects_.reserve();
    write_pages();
    objects_.set_body(resources_, resources());
    write_page_tree();
    write_catalog(profile);
    return objects_.save();
}

void FileWriter::write_pages() {
    for (const layout::Bookmark& heading : document_.bookmarks)
        if (heading.node != text::artifact) headings_.emplace(heading.node, &heading);
    for (std::size_t i = 0; i < document_.pages.size(); ++i) pages_.push_back(objects_.reserve());
    std::string body;
    for (std::uint32_t i = 0; i < document_.pages.size(); ++i) {
        const ObjectNumber content = objects_.add_stream("/Filter/FlateDecode", deflater_.compress(content_.write(i)));
        body = "/Type/Page/Parent ";
        append_reference(body, objects_.page_tree());
        body += "/MediaBox[0 0 ";
        append_length(body, document_.page_size.width);
        body += ' ';
        append_length(body, document_.page_size.height);
        body += "]/Resources ";
        append_reference(body, resources_);
        body += "/Contents ";
        append_reference(body, content);
        append_integer(body += "/StructParents ", i);
        body += "/Tabs/S";  // ISO 14289-1 7.18.3: tab through annotations in structure order
        const std::string links = add_links(i);
        if (!links.empty()) body.append("/Annots[").append(links).append("]");
        objects_.set_body(pages_[i], body);
    }
}

/// The references of a page's link annotations. A link of no node prints, but isn't active: an annotation must be in
/// the structure tree (ISO 14289-1 7.18.1).
std::string FileWriter::add_links(std::uint32_t index) {
    std::string references;
    for (const layout::LinkArea& area : document_.pages[index].links) {
        const handout::HandoutLink& link = document_.links[area.link];
        const bool leads_inside = link.part < document_.parts.size() || headings_.contains(link.target) ||
                                  places_.find(link.target) != nullptr;
        if (link.node == text::artifact || (link.address.empty() && !leads_inside)) continue;
        const LinkAnnotation& annotation =
            links_.emplace_back(LinkAnnotation{objects_.reserve(), area.link, content_.turn(area.box)});
        tags_.annotate(link.node, index, annotation.object);
        append_reference(references, annotation.object);
        references += ' ';
    }
    return references;
}

/// The annotations: they may lead to structure elements, which have numbers only after the last page.
/// What the lines of a link do is written once for all of them, and inside of the annotation of a link on one line.
void FileWriter::write_links() {
    std::vector<std::uint32_t> lines(document_.links.size());
    for (const LinkAnnotation& annotation : links_) ++lines[annotation.link];
    std::vector<ObjectNumber> actions(document_.links.size());
    for (std::size_t i = 0; i < links_.size(); ++i) {
        const handout::HandoutLink& link = document_.links[links_[i].link];
        const std::optional<Destination> target = target_of(link);
        ObjectNumber& action = actions[links_[i].link];
        if (!target && action == 0 && lines[links_[i].link] > 1) action = objects_.add(uri_action(link));
        objects_.set_body(links_[i].object,
                          link_annotation(link, links_[i].box, document_.pages.size() + i, target, action));
    }
}

/// Where in the document a link leads; nothing if it leads out of it.
std::optional<Destination> FileWriter::target_of(const handout::HandoutLink& link) const {
    if (link.part < document_.parts.size()) {
        const layout::PartPages& part = document_.parts[link.part];
        return destination(part.first, {}, part.title);
    }
    if (const auto found = headings_.find(link.target); found != headings_.end())
        return destination(found->second->page, found->second->y, link.target);
    if (const layout::LinkPlaces::Place* place = places_.find(link.target))
        return destination(place->page, place->y, link.target);
    return std::nullopt;
}

Destination FileWriter::destination(std::uint32_t page, Length y, text::NodeId heading) const {
    const ObjectNumber element = standard_.has_structure_destinations ? tags_.element(heading) : 0;
    return {pages_[page], document_.page_size.height - y, element};
}

/// One dictionary for all pages.
std::string FileWriter::resources() const {
    std::string body = "/Font<<";
    const auto entry = [&body](const char* prefix, std::size_t i, ObjectNumber object) {
        body += prefix;
        append_integer(body, static_cast<std::int64_t>(i));
        body += ' ';
        append_reference(body, object);
    };
    for (std::size_t i = 0; i < fonts_.size(); ++i) entry("/F", i, fonts_[i].object);
    if (fonts_.hint_object() != 0) entry("/F", fonts_.size(), fonts_.hint_object());
    body += ">>";
    if (drawings_.size() > 0) {
        body += "/XObject<<";
        for (std::size_t i = 0; i < drawings_.size(); ++i) entry("/X", i, drawings_.object(i));
        body += ">>";
    }
    return body;
}

void FileWriter::write_page_tree() {
    std::string body = "/Kids[";
    for (const ObjectNumber page : pages_) {
        append_reference(body, page);
        body += ' ';
    }
    body += "]/Count ";
    append_integer(body, static_cast<std::int64_t>(pages_.size()));
    objects_.set_body(objects_.page_tree(), body);
}

void FileWriter::write_catalog(const Bytes& profile) {
    const FileMetadata metadata = file_metadata(document_.metadata, objects_.producer());
    if (standard_.has_info) objects_.set_body(objects_.info(), info_body(metadata));
    // Not compressed, so that programs that can't parse PDF find it.
    const ObjectNumber packet = objects_.add_stream(
        "/Type/Metadata/Subtype/XML", std::make_shared<const std::string>(xmp_packet(metadata, standard_)));
    const ObjectNumber profile_object = objects_.add_stream("/N 3/Filter/FlateDecode", profile);
    const ObjectNumber structure = tags_.write(objects_, pages_);
    write_links();
    std::vector<Destination> destinations;
    for (const layout::Bookmark& bookmark : document_.bookmarks)
        destinations.push_back(destination(bookmark.page, bookmark.y, bookmark.node));
    const ObjectNumber outline = write_outline(document_.bookmarks, destinations, objects_);

    std::string body = "/Metadata ";
    append_reference(body, packet);
    body += "/MarkInfo<</Marked true>>/StructTreeRoot ";
    append_reference(body, structure);
    if (!metadata.language.empty()) append_literal(body += "/Lang", metadata.language);
    body += viewer_preferences(document_);
    body += "/PageLabels<</Nums[0<</S/D>>]>>";
    if (outline != 0) append_reference(body += "/Outlines ", outline);
    // ISO 19005-2 and 19005-4, 6.2.3: what DeviceRGB and DeviceGray mean.
    body +=
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
        "/Info(sRGB IEC61966-2.1)/DestOutputProfile ";
    append_reference(body, profile_object);
    body += ">>]";
    objects_.set_body(objects_.catalog(), body);
}

}  // namespace

struct PdfWriter::Implementation {
    const text::FontLibrary* library;
    DocumentFonts fonts;
    DrawingCache drawings;
    Deflater deflater{page_level};
    Bytes profile = Deflater(profile_level).compress(make_srgb_profile());
};

PdfWriter::PdfWriter(const text::FontLibrary& fonts) : implementation_(std::make_unique<Implementation>()) {
    implementation_->library = &fonts;
}

PdfWriter::~PdfWriter() = default;
PdfWriter::PdfWriter(PdfWriter&&) noexcept = default;
PdfWriter& PdfWriter::operator=(PdfWriter&&) noexcept = default;

std::string PdfWriter::write(const layout::PagedDocument& document) {
    Implementation& self = *implementation_;
    self.fonts.collect(document, *implementation_->library);
    self.fonts.subset(*self.library);
    return FileWriter(document, *self.library, self.fonts, self.drawings, self.deflater).write(self.profile);
}

}  // namespace carepress::pdf
