import { defineMessages } from '../messages.ts'

export const whyFaults = defineMessages({
  'between.malformed': {
    vi: 'Không hiểu “{between}”: cần đúng hai thành phần khác nhau của một chiều, ví dụ location=CH01,CH02.',
    en: 'Cannot read “{between}”: exactly two different members of one dimension are needed, e.g. location=CH01,CH02.',
  },
  'comparison.needed': {
    vi: 'Muốn xem {metric} thay đổi ra sao thì phải có kỳ để so sánh: bỏ --compare none hoặc nêu một kỳ.',
    en: 'To look into a change of {metric} there has to be a range to compare with: leave out --compare none, or name one.',
  },
})
