#include "ui/widgets/segmented.h"

#include <QHBoxLayout>

#include "ui/widgets/basics.h"

namespace twintide::ui {

Segmented::Segmented(const QStringList& choices, int chosen, QWidget* parent) : QWidget(parent) {
  auto* row = flat(new QHBoxLayout(this), 0);
  for (qsizetype i = 0; i < choices.size(); ++i) {
    QPushButton* button = makeButton(choices[i], this);
    button->setCheckable(true);
    button->setChecked(i == chosen);
    button->setProperty("segment", true);
    button->setProperty("first", i == 0);
    button->setProperty("last", i == choices.size() - 1);
    m_group.addButton(button, static_cast<int>(i));
    row->addWidget(button);
  }
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(&m_group, &QButtonGroup::idClicked, this, &Segmented::changed);
}

void Segmented::choose(int index) {
  if (QAbstractButton* button = m_group.button(index)) button->setChecked(true);
}

}  // namespace twintide::ui
