#include "ui/editor/completion_popup.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int mostRows = 10;
constexpr int side = 8;
constexpr int iconSize = 16;
constexpr int gap = 6;
constexpr int leastDetailGap = 20;
constexpr int rowExtra = 8;
constexpr int leastWidth = 260;
constexpr int mostWidth = 560;
constexpr double detailScale = 0.92;
constexpr int docSide = 10;
constexpr int slack = 8; // so that rounding elides nothing

class CompletionDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& theme = themeOf(option.palette);
        const QRect row = option.rect;
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(row, theme.selection);
        const int middle = row.top() + (row.height() - iconSize) / 2;
        paintIcon(*painter, index.data(CompletionModel::IconRole).toString(),
                  QRect(row.left() + side, middle, iconSize, iconSize), theme.muted);
        QRect room = row.adjusted(side + iconSize + gap, 0, -side, 0);
        const QString label = index.data().toString();
        const QFont mono = monoFont(option.font);
        const QFontMetrics metrics(mono);
        painter->setFont(mono);
        painter->setPen(theme.text);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(label, Qt::ElideMiddle, room.width()));
        room.setLeft(room.left() + metrics.horizontalAdvance(label) + leastDetailGap);
        const QFont small = scaledFont(option.font, detailScale);
        painter->setFont(small);
        painter->setPen(theme.muted);
        if (room.width() > leastDetailGap)
            painter->drawText(
                room, Qt::AlignRight | Qt::AlignVCenter,
                QFontMetrics(small).elidedText(index.data(CompletionModel::DetailRole).toString(),
                                               Qt::ElideRight, room.width()));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override
    {
        const QString detail = index.data(CompletionModel::DetailRole).toString();
        const int label
            = QFontMetrics(monoFont(option.font)).horizontalAdvance(index.data().toString());
        const int beside = detail.isEmpty() ? 0
                                            : leastDetailGap
                + QFontMetrics(scaledFont(option.font, detailScale)).horizontalAdvance(detail);
        return {side + iconSize + gap + label + beside + side + slack,
                std::max(option.fontMetrics.height(), iconSize) + rowExtra};
    }
};

} // namespace

CompletionPopup::CompletionPopup(QWidget& text)
    : QFrame(text.window()), m_text(text), m_model(new CompletionModel(this)),
      m_list(new QListView(this)), m_doc(new QLabel(this))
{
    setObjectName(QStringLiteral("completionPopup"));
    setAccessibleName(tr("Completion"));
    setProperty("kind", QStringLiteral("popup"));
    setAutoFillBackground(true);
    m_list->setObjectName(QStringLiteral("completionList"));
    m_list->setAccessibleName(tr("What can be written here"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CompletionDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_doc->setObjectName(QStringLiteral("completionDoc"));
    m_doc->setAccessibleName(tr("What it is for"));
    m_doc->setWordWrap(true);
    m_doc->setContentsMargins(docSide, gap, docSide, gap);
    m_doc->setTextFormat(Qt::PlainText);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_list);
    column->addWidget(m_doc);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CompletionPopup::showDoc);
    connect(m_list, &QListView::clicked, this, &CompletionPopup::chosen);
    QWidget::hide();
}

void CompletionPopup::show(std::vector<ops::CompletionItem> items, const QRect& word, bool choose)
{
    if (parentWidget() != m_text.window())
        setParent(m_text.window());
    m_model->setItems(std::move(items));
    m_word = word;
    if (choose)
        m_list->setCurrentIndex(m_model->index(0));
    showDoc();
    QWidget::show();
    raise();
}

void CompletionPopup::place(const QRect& word)
{
    const QWidget* const window = parentWidget();
    const QStyleOptionViewItem option = [this] {
        QStyleOptionViewItem out;
        out.initFrom(m_list);
        return out;
    }();
    const int rows = std::min(mostRows, m_model->rowCount());
    QSize row;
    for (int i = 0; i < m_model->rowCount(); ++i)
        row = row.expandedTo(m_list->itemDelegate()->sizeHint(option, m_model->index(i)));
    const int bar
        = m_model->rowCount() > rows ? m_list->verticalScrollBar()->sizeHint().width() : 0;
    const int width
        = std::clamp(row.width() + bar + 2, leastWidth, std::min(mostWidth, window->width()));
    m_list->setFixedHeight(rows * row.height());
    const int docHeight = m_doc->isHidden() ? 0 : m_doc->heightForWidth(width - 2);
    const QSize size(width, rows * row.height() + docHeight + 2);
    // The icon stands left of the word, so that labels stand below what was typed.
    const QPoint at
        = m_text.mapTo(window, word.bottomLeft()) - QPoint(side + iconSize + gap + 1, -2);
    const int above = m_text.mapTo(window, word.topLeft()).y() - 2 - size.height();
    const bool fitsBelow = at.y() + size.height() <= window->height();
    const int y = fitsBelow || above < 0 ? at.y() : above;
    setGeometry(std::clamp(at.x(), 0, std::max(0, window->width() - width)), y, size.width(),
                size.height());
}

void CompletionPopup::showDoc()
{
    const QString doc = m_list->currentIndex().data(CompletionModel::DocRole).toString();
    m_doc->setText(doc);
    m_doc->setVisible(!doc.isEmpty());
    place(m_word);
}

void CompletionPopup::move(int rows)
{
    const QModelIndex now = m_list->currentIndex();
    const int last = m_model->rowCount() - 1;
    const int row = now.isValid() ? std::clamp(now.row() + rows, 0, last) : rows > 0 ? 0 : last;
    m_list->setCurrentIndex(m_model->index(row));
}

const ops::CompletionItem* CompletionPopup::current() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? &m_model->item(index.row()) : nullptr;
}

int CompletionPopup::pageRows() const
{
    return mostRows - 1;
}

} // namespace pw::ui
